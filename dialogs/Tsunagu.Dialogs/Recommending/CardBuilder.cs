using System.Globalization;
using Tsunagu.BotCore;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>Windows and schemes as cards, in words. Facts that are not known are left out, never guessed.</summary>
internal static class CardBuilder
{
    private const int MostLanguages = 6;

    /// <summary>A window with all that helps to decide and to call.</summary>
    public static MessageCard Service(TurnScope turn, RecommendedService found)
    {
        var words = turn.Words;
        var service = found.Service;
        var (state, kind) = StateOf(turn, found);
        List<MessageFact> facts = [];
        Add(facts, words, "card.topics", TopicsOf(turn, service));
        Add(facts, words, "card.who", turn.Locale.IsJapanese ? service.Who : null);
        Add(facts, words, "card.area", AreaOf(turn, service.Area));
        Add(facts, words, "card.cost", turn.Locale.IsJapanese ? NotesOf(service) : null);
        Add(facts, words, "card.languages", LanguagesOf(words, service));
        Add(facts, words, "card.reservation", service.Reservation is "required" or "recommended" ? words.Say("reservation." + service.Reservation) : null);
        Add(facts, words, "card.call", service.Phones.Count > 0 ? words.Say("card.call.text") : null);
        Add(facts, words, "card.checked", CheckedOf(words, service.Provenance));
        var title = TitleOf(turn, service);
        return new MessageCard
        {
            Kind = MessageCard.Service,
            Id = service.Id,
            Title = title,
            Subtitle = string.Equals(title, service.Name, StringComparison.Ordinal) ? service.Organization : service.Name,
            State = state,
            StateKind = kind,
            Badge = found.NeedsCheck ? words.Say("card.badge") : null,
            Facts = facts,
            Reason = ReasonWords.Of(turn, found.Reasons),
            Opens = ReminderTalk.OpensFor(turn, found),
            Actions = ActionsOf(turn, found),
        };
    }

    /// <summary>A window as one line to call, with its state by these hours. No mark of doubt stands here.</summary>
    public static MessageCard Line(TurnScope turn, Service service, OpeningHours? hours, OpenState open) =>
        Line(turn, service, OpenWords.Of(turn, service, hours, open));

    /// <summary>The same for a window that was found, for danger and for "I want to talk to a person": where it is the chat that is open, the chat's state.</summary>
    public static MessageCard Line(TurnScope turn, RecommendedService found) => Line(turn, found.Service, StateOf(turn, found)) with
    {
        Opens = ReminderTalk.OpensFor(turn, found),
        Actions = ActionsOf(turn, found),
    };

    /// <summary>The same for a window that one can go to: with its place.</summary>
    public static MessageCard Visit(TurnScope turn, RecommendedService found) =>
        Line(turn, found) with { Place = turn.Words.Say("card.place", ("place", found.Service.Address!)) };

    private static MessageCard Line(TurnScope turn, Service service, (string Words, string Kind) open)
    {
        var (state, kind) = open;
        var title = TitleOf(turn, service);
        return new MessageCard
        {
            Kind = MessageCard.Line,
            Id = service.Id,
            Title = title,
            Subtitle = string.Equals(title, service.Name, StringComparison.Ordinal) ? null : service.Name,
            State = state,
            StateKind = kind,
            Facts = turn.Locale.IsJapanese && NotesOf(service) is { } notes ? [new MessageFact(turn.Words.Say("card.cost"), notes)] : [],
            Actions = ActionsOf(turn.Words, service),
        };
    }

    /// <summary>A crisis line as the closed list has it: its own number or chat, and its own hours.</summary>
    public static MessageCard CrisisLine(TurnScope turn, CrisisService found)
    {
        var service = found.Service with
        {
            Phones = found.Line.Phone is { } number ? [new Phone(number, found.Service.Phones.FirstOrDefault(p => p.Number == number)?.Note)] : [],
            ChatUrl = found.Line.ChatUrl,
            Url = null,
            HoursSeen = found.Line.HoursSeen,
        };
        // In danger only now counts: nothing about tomorrow's holiday.
        return Line(turn, service, OpenWords.Of(turn.Words, found.Open, turn.Now, service.HoursSeen));
    }

    /// <summary>A scheme: what it gives, for whom, where to apply. It "may be of use"; nobody is told that they are entitled.</summary>
    public static MessageCard Scheme(TurnScope turn, RecommendedScheme found)
    {
        var words = turn.Words;
        var scheme = found.Scheme;
        List<MessageFact> facts = [];
        Add(facts, words, "card.gives", scheme.Gives);
        Add(facts, words, "card.for", scheme.Who);
        Add(facts, words, "card.apply", scheme.ApplyAt);
        Add(facts, words, "card.deadline", scheme.Deadline);
        Add(facts, words, "card.condition", found.Eligibility == Ternary.Unknown ? words.Say("scheme.conditions") : null);
        Add(facts, words, "card.checked", CheckedOf(words, scheme.Provenance));
        var name = words.Texts.SchemeName(words.Locale, scheme.Id) ?? (turn.Locale.IsJapanese ? null : scheme.NameEn) ?? scheme.Name;
        return new MessageCard
        {
            Kind = MessageCard.Scheme,
            Id = scheme.Id,
            Title = name,
            Subtitle = string.Equals(name, scheme.Name, StringComparison.Ordinal) ? scheme.Provider : scheme.Name,
            State = words.Say("scheme.maybe"),
            Badge = scheme.Provenance is { VerifiedOn: null, Confidence: not Confidence.High } ? words.Say("card.badge") : null,
            Facts = facts,
            Reason = ReasonWords.Of(turn, found.Reasons),
            Actions = scheme.Url is { } url ? [new CardAction(ActionTypes.OpenUrl, words.Say("action.read"), value: url)] : [],
        };
    }

    /// <summary>The name in the talk's language where there is one; the official Japanese name otherwise.</summary>
    public static string TitleOf(TurnScope turn, Service service) =>
        TitleOf(turn.Words, service);

    /// <inheritdoc cref="TitleOf(TurnScope, Service)"/>
    public static string TitleOf(Words words, Service service) =>
        words.Texts.ServiceName(words.Locale, service.Id) ?? (words.Locale.IsJapanese ? null : service.NameEn) ?? service.Name;

    /// <summary>Ways to reach a window as buttons: calls first.</summary>
    public static IReadOnlyList<CardAction> ActionsOf(Words words, Service service)
    {
        List<CardAction> actions = [];
        foreach (var phone in service.Phones)
            actions.Add(new CardAction(ActionTypes.Call, words.Say("action.call", ("number", phone.Number)), value: phone.Uri));
        if (service.ChatUrl is { } chat)
            actions.Add(new CardAction(ActionTypes.OpenUrl, words.Say("action.chat"), value: chat));
        if (service.Url is { } url)
            actions.Add(new CardAction(ActionTypes.OpenUrl, words.Say("action.read"), value: url));
        return actions;
    }

    // After the calls, before what is only to be read: of many buttons a channel may show the first few.
    private static IReadOnlyList<CardAction> ActionsOf(TurnScope turn, RecommendedService found)
    {
        var ways = ActionsOf(turn.Words, found.Service);
        if (ReminderTalk.Offer(turn, found) is not { } remind)
            return ways;
        var calls = ways.Count(a => a.Type == ActionTypes.Call);
        return [.. ways.Take(calls), remind, .. ways.Skip(calls)];
    }

    /// <summary>The state that a card tells, and whether it is the chat's: where only the chat is open, and where nothing is known but the chat's hours.</summary>
    public static (OpenState Open, bool OfChat) ShownState(RecommendedService found) => found switch
    {
        { ReachableNow: true, Open.IsOpen: false, ChatOpen: { IsOpen: true } chat } => (chat, true),
        { Open.Kind: OpenKind.Unknown, ChatOpen: { Kind: OpenKind.Closed } chat } => (chat, true),
        _ => (found.Open, false),
    };

    private static (string Words, string Kind) StateOf(TurnScope turn, RecommendedService found)
    {
        var (open, ofChat) = ShownState(found);
        if (!ofChat)
            return OpenWords.Of(turn, found.Service, found.Service.Hours, open);
        var (words, kind) = OpenWords.Of(turn, found.Service, found.Service.ChatHours, open);
        return (turn.Words.Say("open.chat", ("state", words)), kind);
    }

    // The summary is Japanese; in other languages the kinds of help say what the window is for.
    private static string? TopicsOf(TurnScope turn, Service service)
    {
        if (turn.Locale == Locale.Japanese && service.Summary is { Length: > 0 } summary)
            return summary;
        var topics = service.Needs.Select(n => turn.Words.Texts.NeedName(turn.Locale, n)).OfType<string>().ToList();
        return topics.Count > 0 ? turn.Words.List(topics) : service.Summary;
    }

    public static string AreaOf(TurnScope turn, ServiceArea area) => area.Kind switch
    {
        AreaKind.City => turn.Words.Say("area.city"),
        AreaKind.Prefecture => turn.Words.Say("area.prefecture"),
        AreaKind.Nation => turn.Words.Say("area.nation"),
        _ => turn.Words.List(area.Wards.Select(w => WardOf(turn, w))),
    };

    /// <summary>A ward or branch in words: those of the handbook's own options.</summary>
    public static string WardOf(TurnScope turn, string ward)
    {
        var question = Wards.Branches.Contains(ward) ? WellKnown.BranchQuestion : WellKnown.WardQuestion;
        return turn.Words.Option(question, ward, third: false).Text;
    }

    private static string? NotesOf(Service service)
    {
        var notes = service.Phones.Select(p => p.Note).OfType<string>().Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        return notes.Count > 0 ? string.Join('、', notes) : null;
    }

    // Interpreting terminals speak sixteen languages; the reader's own, a few and the number say enough. Languages that are not known are left out.
    private static string? LanguagesOf(Words words, Service service)
    {
        if (service.Languages is ["ja"])
            return words.Locale.IsJapanese ? null : words.Say("card.languages.japanese-only");
        if (service.Languages is [])
            return null;
        var names = words.List(service.Languages.OrderByDescending(l => SpokenLanguages.IsOf(words.Locale, l)).Take(MostLanguages).Select(l => LanguageOf(words, l)));
        return service.Languages.Count <= MostLanguages
            ? names
            : words.Say("card.languages.more", ("languages", names), ("count", service.Languages.Count.ToString(CultureInfo.InvariantCulture)));
    }

    public static string LanguageOf(Words words, string tag) => words.Has("lang." + tag) ? words.Say("lang." + tag) : tag;

    private static string CheckedOf(Words words, Provenance provenance)
    {
        if (provenance.VerifiedOn is { } day)
            return words.Say("checked.on", ("date", day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        return provenance.SourceDate is { Length: > 0 } date ? words.Say("checked.source", ("date", date)) : words.Say("checked.never");
    }

    private static void Add(List<MessageFact> facts, Words words, string label, string? text)
    {
        if (!string.IsNullOrWhiteSpace(text))
            facts.Add(new MessageFact(words.Say(label), text));
    }
}
