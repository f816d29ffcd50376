namespace Tsunagu.Directory.Api.Pages;

/// <summary><c>/schemes/{id}</c>: a support scheme in plain words. What the data do not say is to be asked at the window, and the page says so.</summary>
internal static class SchemePage
{
    internal static string Name(SupportScheme scheme, PageTexts texts) => texts.Locale == "en" && scheme.NameEn is { } english ? english : scheme.Name;

    internal static Html Body(SupportScheme scheme, Service? window, PageTexts texts, DateTimeOffset now)
    {
        var provenance = scheme.Provenance;
        var unsure = provenance.VerifiedOn is null && provenance.Confidence != Confidence.High;
        return Html.Of($"""
            <h1>{Name(scheme, texts)}</h1><p class="soft">{scheme.Provider}</p>
            {(JapanTime.Day(now) > provenance.ReviewBy ? Html.Of($"<p class=\"note\">{texts.Say("scheme.old")}</p>") : unsure ? Html.Of($"<p class=\"note\">{texts.Say("scheme.unsure")}</p>") : null)}
            <h2>{texts.Say("scheme.gives")}</h2><p>{scheme.Gives}</p>
            <h2>{texts.Say("scheme.who")}</h2><p>{scheme.Who}</p><p class="soft">{texts.Say("scheme.may")}</p>
            <h2>{texts.Say("scheme.how")}</h2><ol class="steps"><li>{texts.Say("scheme.step.ask")}</li>
            <li>{(scheme.ApplyAt is { } where ? texts.Say("scheme.step.where", ("where", where)) : texts.Say("scheme.step.where-unknown"))}</li>
            <li>{(scheme.Deadline is { } deadline ? texts.Say("scheme.step.deadline", ("deadline", deadline)) : texts.Say("scheme.step.deadline-unknown"))}</li></ol>
            <h2>{texts.Say("scheme.bring")}</h2><p>{texts.Say("scheme.bring.unknown")}</p>
            <h2>{texts.Say("scheme.say")}</h2><blockquote lang="ja">{texts.Say("scheme.say.first", ("name", scheme.Name))}</blockquote><blockquote lang="ja">{texts.Say("scheme.say.bring")}</blockquote><blockquote lang="ja">{texts.Say("scheme.say.alone")}</blockquote>
            <h2>{texts.Say("scheme.where")}</h2>
            {(window is null ? Html.Of($"<p>{scheme.ApplyAt ?? texts.Say("scheme.step.where-unknown")}</p>") : Html.Of($"<p><a href=\"{texts.Link("/windows/" + window.Id)}\">{window.Name}</a></p>{Html.Each(window.Phones.Take(1), phone => WindowView.Call(phone))}"))}
            <p><a href="{texts.Link("/windows")}">{texts.Say("scheme.windows")}</a></p>
            {(scheme.Url is { } url ? Html.Of($"<p>{texts.Say("row.url")}: <a href=\"{url}\" rel=\"noreferrer\">{url}</a></p>") : null)}
            <p class="soft">{(provenance.VerifiedOn is { } day ? texts.Say("checked-on", ("day", texts.Day(day))) : texts.Say(unsure ? "needs-check" : "not-checked"))}</p>
            """);
    }
}
