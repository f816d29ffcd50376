namespace Tsunagu.Directory.Api.Pages;

/// <summary>A window as the pages show it: with its state, and how far it can be trusted.</summary>
internal sealed class WindowView(Service service, DirectorySnapshot snapshot, DateTimeOffset now)
{
    internal Service Service => service;

    internal OpenState State { get; } = service.Hours is { } hours && service.HoursSeen
        ? hours.At(now, snapshot.Holidays, service.ValidFrom, service.ValidTo)
        : OpenState.Unknown;

    internal OpenState? ChatState { get; } = service.ChatUrl is null ? null
        : service.ChatHours is { } hours && service.HoursSeen ? hours.At(now, snapshot.Holidays, service.ValidFrom, service.ValidTo) : OpenState.Unknown;

    internal bool OpenNow => (State.IsOpen && service.Phones.Count > 0) || ChatState is { IsOpen: true };

    /// <summary>Nobody has checked it, and it was not seen with its hours on the owner's page.</summary>
    internal bool NeedsCheck => service.Provenance.VerifiedOn is null && (service.Provenance.Confidence != Confidence.High || !service.HoursSeen)
        && !(service.IsCrisisLine && service.HoursSeen);

    /// <summary>Windows that people are shown: not withheld, not past review (crisis lines stay), campaign not over.</summary>
    internal static IEnumerable<WindowView> Shown(DirectorySnapshot snapshot, DateTimeOffset now)
    {
        var today = JapanTime.Day(now);
        return snapshot.Services
            .Where(s => s.Withheld is null && (s.IsCrisisLine || s.Provenance.ReviewBy >= today) && !(s.ValidTo < today))
            .Select(s => new WindowView(s, snapshot, now));
    }

    internal Html Badge(PageTexts texts, DateTimeOffset now)
    {
        // The chat answers where the phone does not.
        var state = !State.IsOpen && ChatState is { IsOpen: true } chat ? chat : State;
        var look = state.Kind switch { OpenKind.Open => "open", OpenKind.Closed => "closed", _ => "unknown" };
        return Html.Of($"<span class=\"state {look}\">{texts.State(state, now)}</span>");
    }

    internal Html Checked(PageTexts texts) => service.Provenance.VerifiedOn is { } day
        ? Html.Of($"<p class=\"soft\">{texts.Say("checked-on", ("day", texts.Day(day)))}</p>")
        : Html.Of($"<p class=\"soft\">{texts.Say(NeedsCheck ? "needs-check" : "not-checked")}</p>");

    internal static Html Call(Phone phone) =>
        Html.Of($"<p><a class=\"phone\" href=\"tel:{phone.Number.Replace("#", "%23", StringComparison.Ordinal)}\">{phone.Number}</a> <span class=\"soft\">{phone.Note}</span></p>");

    internal string Area(PageTexts texts) => service.Area.Kind switch
    {
        AreaKind.Nation => texts.Area("nation"),
        AreaKind.Prefecture => texts.Area("prefecture"),
        AreaKind.City => texts.Area("city"),
        _ => string.Join(texts.Say("comma"), service.Area.Wards.Select(texts.Area)),
    };

    internal string Name(PageTexts texts) => texts.Locale == "en" && service.NameEn is { } english ? english : service.Name;
}
