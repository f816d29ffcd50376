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
        var result = Recommend(turn);
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
        var result = Recommend(turn);
        var page = NextPage(turn, result);
        if (page.Services.Count + page.Schemes.Count == 0)
        {
            yield return Messages.Note(turn, "more.none");
            yield return HumanReply.To(turn);
            yield break;
        }

        yield return Message(turn, "result.more", turn.Words.Say("result.more"), page, result);
    }

    private static RecommendationResult Recommend(TurnScope turn) =>
        turn.Parts.Recommender.Recommend(turn.Snapshot, RequestBuilder.From(turn.Profile, turn.Now, turn.Locale));

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
        var first = page.Services is [var top, ..] ? top : null;
        if (first is { ReachableNow: true })
            lines.Add(words.Say("result.now", ("now", OpenWords.Clock(turn.Now))));
        else
            lines.Add(words.Say("result.none-now"));

        // Never a closed door alone: what is closed says when it opens, and who listens until then.
        var closed = page.Services.FirstOrDefault(s => !s.ReachableNow && s.Open is { Kind: OpenKind.Closed, Opens: not null });
        if (closed is not null && first is { ReachableNow: true })
        {
            lines.Add(words.Say("result.closed",
                ("name", CardBuilder.TitleOf(turn, closed.Service)),
                ("time", OpenWords.When(words, closed.Open.Opens!.Value, turn.Now)),
                ("open", CardBuilder.TitleOf(turn, first.Service))));
        }

        if (page.Schemes.Count > 0)
            lines.Add(words.Say("result.schemes"));
        if (page.Services.Any(s => SpokenLanguages.NeedsInterpreter(turn.Locale, s.Service)))
            lines.Add(words.Say("result.interpreting"));
        return string.Join('\n', lines);
    }

    private sealed record Page(IReadOnlyList<RecommendedService> Services, IReadOnlyList<RecommendedScheme> Schemes);
}
