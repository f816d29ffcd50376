using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>
/// The result: at most five cards, one that can be reached at this moment first, then two windows and two schemes (DESIGN section 6);
/// the rest on further pages. After it the note for the window.
/// </summary>
internal static class ResultBuilder
{
    /// <summary>Windows on a page, the reachable one among them.</summary>
    public const int ServicesPerPage = 3;

    /// <summary>Schemes on a page.</summary>
    public const int SchemesPerPage = 2;

    /// <summary>The first page with the words around it. Remembers what was shown.</summary>
    public static IEnumerable<Activity> Build(TurnScope turn)
    {
        turn.State = turn.State with { Shown = [] };
        var result = Recommend(turn, turn.Now);
        var page = NextPage(turn, result);
        yield return Message(turn, "result", IntroOf(turn, page), page, result);
        if (turn.Third)
            yield return Messages.Note(turn, MessageKinds.Note, "third.supporter-line", turn.Words.Say("third.supporter-line"));
        // What concerns violence is not written out where somebody else may read it; the person can still ask for the note.
        if (!turn.Profile.Marks.Contains(WellKnown.ViolenceMark, StringComparer.Ordinal))
            yield return MemoBuilder.Build(turn);
    }

    /// <summary>The next page.</summary>
    public static IEnumerable<Activity> More(TurnScope turn)
    {
        var result = Recommend(turn, turn.Now);
        var page = NextPage(turn, result);
        if (page.Services.Count + page.Schemes.Count == 0)
        {
            yield return Messages.Note(turn, "more.none");
            yield return HumanReply.To(turn);
            yield break;
        }

        yield return Message(turn, "result.more", turn.Words.Say("result.more"), page, result);
    }

    private static RecommendationResult Recommend(TurnScope turn, DateTimeOffset at) =>
        turn.Parts.Recommender.Recommend(turn.Snapshot, RequestBuilder.From(turn.Profile, at, turn.Locale));

    private static Page NextPage(TurnScope turn, RecommendationResult result)
    {
        var shown = turn.State.Shown;
        var first = result.FirstCards();
        var page = shown.IsEmpty ? new Page(first.Services, first.Schemes) : new Page(
            [.. result.Services.Where(s => !shown.Contains(s.WindowId)).Take(ServicesPerPage)],
            [.. result.Schemes.Where(s => !shown.Contains(s.Scheme.Id)).Take(SchemesPerPage)]);
        turn.State = turn.State with
        {
            Shown = [.. shown, .. page.Services.Select(s => s.WindowId), .. page.Schemes.Select(s => s.Scheme.Id)],
        };
        return page;
    }

    private static Activity Message(TurnScope turn, string id, string text, Page page, RecommendationResult result)
    {
        List<MessageCard> cards = [.. page.Services.Select(s => CardBuilder.Service(turn, s)), .. page.Schemes.Select(s => CardBuilder.Scheme(turn, s))];
        var data = RecommendationData.Of(page.Services, page.Schemes, result.DirectoryVersion);
        return Messages.Note(turn, MessageKinds.Recommendation, id, text, cards, data);
    }

    private static string IntroOf(TurnScope turn, Page page)
    {
        var words = turn.Words;
        List<string> lines = [words.Say("result.intro")];
        lines.AddRange(page.Services is [{ ReachableNow: true } first, ..] ? Listening(turn, first) : [words.Say("result.none-now")]);
        lines.AddRange(Openings(turn, page.Services));
        if (page.Schemes.Count > 0)
            lines.Add(words.Say("result.schemes"));
        if (page.Services.Any(s => SpokenLanguages.NeedsInterpreter(turn.Locale, s.Service)))
            lines.Add(words.Say("result.interpreting"));
        return string.Join('\n', lines);
    }

    /// <summary>Who listens now; where that ends within the hour, also who listens then.</summary>
    private static IEnumerable<string> Listening(TurnScope turn, RecommendedService first)
    {
        yield return turn.Words.Say("result.now", ("now", OpenWords.Now(turn)));
        var open = CardBuilder.ShownState(first).Open;
        if (OpenWords.ClosesSoon(open, turn.Now) && open.Until is { } until && ListeningFrom(turn, until) is { } next)
            yield return turn.Words.Say("result.then", ("time", OpenWords.Clock(until)), ("name", CardBuilder.TitleOf(turn, next.Service)));
    }

    /// <summary>Who listens at a later instant, and does not close soon after it.</summary>
    private static RecommendedService? ListeningFrom(TurnScope turn, DateTimeOffset at) =>
        Recommend(turn, at).Services.FirstOrDefault(s => Stays(s, at))
        ?? (WindowLookup.Find(turn.Snapshot, Recommender.LastResort, at) is { } last && Stays(last, at) ? last : null);

    private static bool Stays(RecommendedService found, DateTimeOffset at) =>
        found.ReachableNow && !OpenWords.ClosesSoon(CardBuilder.ShownState(found).Open, at);

    /// <summary>Never a closed door alone: windows that are closed, in the order in which they open.</summary>
    private static IEnumerable<string> Openings(TurnScope turn, IReadOnlyList<RecommendedService> services)
    {
        var opening = services.Select(s => (s.Service, Opens: OpenNow.OpensLater(s))).Where(s => s.Opens is not null).OrderBy(s => s.Opens).ToList();
        return opening.Count == 0 ? [] :
        [
            turn.Words.Say("result.opens"),
            .. opening.Select(s => turn.Words.Say(s.Service.HoursSeen ? "result.opens.line" : "result.opens.line-assumed",
                ("time", OpenWords.When(turn.Words, s.Opens!.Value, turn.Now)), ("name", CardBuilder.TitleOf(turn, s.Service)))),
        ];
    }

    private sealed record Page(IReadOnlyList<RecommendedService> Services, IReadOnlyList<RecommendedScheme> Schemes);
}
