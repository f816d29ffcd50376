using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// What an organisation can answer to somebody who comes when nobody is there: whether it is open, when it opens next, and who answers now.
/// Lines in the reader's language; numbers and hours are the directory's.
/// </summary>
public sealed record AfterHoursAnswer
{
    /// <summary>The organisation's or window's name.</summary>
    public required string Name { get; init; }

    /// <summary><c>open</c>, <c>closed</c> or <c>unknown</c>: hours that nobody saw are unknown.</summary>
    public required string State { get; init; }

    /// <summary>The state in words, with the time.</summary>
    public required string StateText { get; init; }

    /// <summary>Words before the lines that answer now; null when none is shown.</summary>
    public string? NowText { get; init; }

    /// <summary>Lines that answer now, the best for this organisation's people first.</summary>
    public required IReadOnlyList<AfterHoursLine> Now { get; init; }

    /// <summary>What to do when life is in danger.</summary>
    public required string Danger { get; init; }

    /// <summary>Words for the way into the handbook.</summary>
    public required string More { get; init; }

    /// <summary>The first instant at which the answer would be another; at the latest the next midnight in Kyoto, when "tomorrow" becomes "today".</summary>
    public required DateTimeOffset ChangesAt { get; init; }

    /// <summary>The whole answer as plain text: for mail, and for who fetches it as text.</summary>
    /// <param name="link">Address of the handbook.</param>
    public string PlainText(string link)
    {
        List<string> text = [StateText];
        if (NowText is { } now)
            text.AddRange(["", now, .. Now.Select(line => "- " + line.Text)]);
        text.AddRange(["", Danger, More, link, ""]);
        return string.Join('\n', text);
    }
}

/// <summary>A line that answers now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Phone">Its number; null for a chat.</param>
/// <param name="Address">What a tap opens: <c>tel:</c> or the chat's address.</param>
/// <param name="StateText">Until when, in words.</param>
/// <param name="Text">All of it in one line of text.</param>
public sealed record AfterHoursLine(string Name, string? Phone, string Address, string StateText, string Text);

/// <summary>What stands above the talk on an organisation's own page.</summary>
/// <param name="Text">Its open state, and after hours that the talk goes on, in words.</param>
/// <param name="CallTitle">What the button to its own phone says; null when it is not open or has none.</param>
/// <param name="CallAddress">The button's <c>tel:</c>.</param>
/// <param name="ChangesAt">The first instant at which it would say something else.</param>
public sealed record OrganizationNote(string Text, string? CallTitle, string? CallAddress, DateTimeOffset ChangesAt);

/// <summary>Makes <see cref="AfterHoursAnswer"/>s; pure, the same for everybody at one instant.</summary>
/// <param name="parts">Texts, directory and recommender.</param>
public sealed class AfterHoursDesk(HandbookParts parts)
{
    // The city's youth centres are for people of up to about thirty.
    private const int LastYearOfYouth = 30;

    /// <summary>The answer of an organisation or window.</summary>
    /// <param name="id">Id of a window or an organisation, the seed's or the directory's UUID.</param>
    /// <param name="locale">The reader's language.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Null when there is no such organisation. One that cannot be recommended is answered for all the same: its own people ask.</returns>
    public AfterHoursAnswer? Find(string id, Locale locale, DateTimeOffset now)
    {
        if (Look(id, locale, now) is not var (snapshot, service, words, open))
            return null;
        var lines = open.IsOpen ? [] : LinesNow(snapshot, service, now);
        var name = CardBuilder.TitleOf(words, service);
        return new AfterHoursAnswer
        {
            Name = name,
            State = open.Kind.ToWire(),
            StateText = StateText(words, name, service.Phones is [var phone, ..] ? phone.Number : null, open, now),
            NowText = lines.Count > 0 ? words.Say("after-hours.answer.now") : null,
            Now = [.. lines.Select(l => LineOf(words, l, now))],
            Danger = words.Say("after-hours.answer.danger"),
            More = words.Say("after-hours.answer.more"),
            ChangesAt = lines.Select(l => CardBuilder.ShownState(l).Open).Prepend(open).Min(state => OpenWords.ChangesAt(state, now)),
        };
    }

    /// <summary>What stands above the talk on an organisation's own page: in its hours its own phone, else when it opens.</summary>
    /// <param name="id">As for <see cref="Find"/>.</param>
    /// <param name="locale">The reader's language.</param>
    /// <param name="now">The instant.</param>
    /// <returns>Null when there is no such organisation.</returns>
    public OrganizationNote? Note(string id, Locale locale, DateTimeOffset now)
    {
        if (Look(id, locale, now) is not var (_, service, words, open))
            return null;
        var phone = open.IsOpen && service.Phones is [var first, ..] ? first : null;
        var state = StateText(words, CardBuilder.TitleOf(words, service), phone: null, open, now);
        return new OrganizationNote(
            open.IsOpen ? state : $"{state} {words.Say("after-hours.answer.more")}",
            phone is null ? null : words.Say("action.call", ("number", phone.Number)),
            phone?.Uri,
            OpenWords.ChangesAt(open, now));
    }

    /// <summary>What a mail says first where danger was found: the words of its class and lines of the closed list that are open at that instant.</summary>
    /// <param name="signal">The sign of danger.</param>
    /// <param name="locale">The reader's language.</param>
    /// <param name="now">The instant.</param>
    public IReadOnlyList<string> Safety(CrisisSignal signal, Locale locale, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(signal);
        var snapshot = parts.Directory.Current;
        var words = new Words(parts.Texts, locale, snapshot.PhoneOf);
        var text = CrisisReply.Opening(words, signal, "after-hours.mail.screen-hint", young: false);
        var query = new CrisisQuery { ThirdPerson = signal.ThirdPerson, Imminent = signal.Urgency == CrisisUrgency.Imminent, At = now };
        var lines = parts.Recommender.CrisisLines(snapshot, signal.Class.ToWire(), query);
        text.Add(words.Say("crisis.lines.intro"));
        text.AddRange(lines.Select(line => "- " + LineText(
            words, CardBuilder.TitleOf(words, line.Service), line.Line.Phone ?? line.Line.ChatUrl ?? "", OpenWords.Of(words, line.Open, now).Words)));
        text.Add("");
        return text;
    }

    /// <summary>The organisation's window and its open state, with the words to tell of it; null when there is no such organisation.</summary>
    private (DirectorySnapshot Snapshot, Service Service, Words Words, OpenState Open)? Look(string id, Locale locale, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(id);
        var snapshot = parts.Directory.Current;
        return ServiceOf(snapshot, id) is { } service
            ? (snapshot, service, new Words(parts.Texts, locale, snapshot.PhoneOf), WindowLookup.StateOf(snapshot, service, service.Hours, now))
            : null;
    }

    private static string LineText(Words words, string name, string way, string state) =>
        words.Say("after-hours.answer.line", ("name", name), ("way", way), ("state", state));

    private static Service? ServiceOf(DirectorySnapshot snapshot, string id)
    {
        var service = snapshot.FindService(id);
        if (service is null && snapshot.Organizations.FirstOrDefault(o => Same(o.Id, id)) is { } organization)
            service = snapshot.FindService(organization.WindowId ?? organization.Id);
        service ??= Guid.TryParse(id, out _) ? snapshot.Services.FirstOrDefault(s => Same(HsdsId.Of(s.Id), id)) : null;
        return service;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// Who answers now: one line for the organisation's main need, and the line that answers everybody around the clock. Nothing is known of the
    /// person, so a line for one age only is named by an organisation for that age only.
    /// </summary>
    private List<RecommendedService> LinesNow(DirectorySnapshot snapshot, Service service, DateTimeOffset now)
    {
        var main = service.Needs.FirstOrDefault(n => n != "emergency");
        var own = main is null ? null : Reachable(snapshot, service, main, now)
            .FirstOrDefault(s => s.WindowId != Recommender.LastResort && IsForSamePeople(s.Service, service));
        var anybody = Reachable(snapshot, service, null, now).FirstOrDefault(s => s.WindowId == Recommender.LastResort);
        return [.. new[] { own, anybody }.OfType<RecommendedService>()];
    }

    private IEnumerable<RecommendedService> Reachable(DirectorySnapshot snapshot, Service service, string? need, DateTimeOffset now)
    {
        var request = new RecommendationRequest
        {
            Needs = need is null ? [new NeedWeight("life")] : [new NeedWeight(need)],
            Ward = service.Area is { Kind: AreaKind.Wards, Wards: [var ward, ..] } ? ward : null,
            When = ["now"],
            At = now,
        };
        return parts.Recommender.Recommend(snapshot, request).Services.Where(s => s.ReachableNow && s.WindowId != service.Id);
    }

    private static bool IsForSamePeople(Service line, Service service) =>
        (line.ForWhom == Audience.Anyone || line.ForWhom == service.ForWhom || service.MaxAge <= LastYearOfYouth)
        && (line.MaxAge is null || service.MaxAge is not null) && (line.MinAge is null || service.MinAge is not null);

    private static AfterHoursLine LineOf(Words words, RecommendedService line, DateTimeOffset now)
    {
        var byChat = !line.Open.IsOpen && line.ChatOpen is { IsOpen: true };
        var state = OpenWords.Of(words, byChat ? line.ChatOpen!.Value : line.Open, now).Words;
        var phone = byChat || line.Service.Phones is [] ? null : line.Service.Phones[0];
        var (name, address) = (CardBuilder.TitleOf(words, line.Service), phone?.Uri ?? line.Service.ChatUrl ?? "");
        return new AfterHoursLine(name, phone?.Number, address, state, LineText(words, name, phone?.Number ?? address, state));
    }

    private static string StateText(Words words, string name, string? phone, OpenState open, DateTimeOffset now) => open.Kind switch
    {
        OpenKind.Open when phone is not null => words.Say("after-hours.answer.open",
            ("name", name), ("state", OpenWords.Of(words, open, now).Words), ("phone", phone)),
        OpenKind.Open => words.Say("after-hours.answer.open-no-phone", ("name", name), ("state", OpenWords.Of(words, open, now).Words)),
        OpenKind.Closed when open.Opens is { } opens => words.Say("after-hours.answer.closed", ("name", name), ("time", OpenWords.When(words, opens, now))),
        OpenKind.Closed => words.Say("after-hours.answer.closed-unknown", ("name", name)),
        _ => words.Say("after-hours.answer.unknown", ("name", name)),
    };
}
