namespace Tsunagu.Directory.Api.Pages;

/// <summary>A window as the pages show it: with its state, and how far it can be trusted.</summary>
internal sealed class WindowView(Service service, DirectorySnapshot snapshot, DateTimeOffset now)
{
    internal Service Service => service;

    internal OpenState State { get; } = WindowLookup.StateOf(snapshot, service, service.Hours, now);

    internal OpenState? ChatState { get; } = service.ChatUrl is null ? null : WindowLookup.StateOf(snapshot, service, service.ChatHours, now);

    internal bool OpenNow => (State.IsOpen && service.Phones.Count > 0) || ChatState is { IsOpen: true };

    /// <summary>Windows that people are shown today.</summary>
    internal static IEnumerable<WindowView> Shown(DirectorySnapshot snapshot, DateTimeOffset now)
    {
        var today = JapanTime.Day(now);
        return snapshot.Services
            .Where(s => WindowLookup.MayBeShown(s, today))
            .Select(s => new WindowView(s, snapshot, now));
    }

    internal Html Badge(PageTexts texts, DateTimeOffset now)
    {
        // The chat answers where the phone does not.
        var state = !State.IsOpen && ChatState is { IsOpen: true } chat ? chat : State;
        return Html.Of($"<span class=\"state {state.Kind.ToWire()}\">{texts.State(state, now)}</span>");
    }

    internal Html Checked(PageTexts texts) => service.Provenance.VerifiedOn is { } day
        ? Html.Of($"<p class=\"soft\">{texts.Say("checked-on", ("day", texts.Day(day)))}</p>")
        : Html.Of($"<p class=\"soft\">{texts.Say(service.NeedsCheck ? "needs-check" : "not-checked")}</p>");

    internal static Html Call(Phone phone) =>
        Html.Of($"<p><a class=\"phone\" href=\"{phone.Uri}\">{phone.Number}</a> <span class=\"soft\">{phone.Note}</span></p>");

    internal string Area(PageTexts texts) => service.Area.Kind switch
    {
        AreaKind.Nation => texts.Area("nation"),
        AreaKind.Prefecture => texts.Area("prefecture"),
        AreaKind.City => texts.Area("city"),
        _ => string.Join(texts.Say("comma"), service.Area.Wards.Select(texts.Area)),
    };

    internal string Name(PageTexts texts) => texts.Locale == "en" && service.NameEn is { } english ? english : service.Name;
}
