using Tsunagu.BotCore;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>A window on its own, named by its id.</summary>
/// <param name="Card">The card as a talk would show it, without a reason.</param>
/// <param name="Address">Its public address; null when it has none. Shelters have none.</param>
/// <param name="Openings">When it opens next, each with words in Kyoto's time.</param>
/// <param name="AlwaysOpen">True when it never closes.</param>
public sealed record NamedWindow(MessageCard Card, string? Address, IReadOnlyList<(Opening When, string Words)> Openings, bool AlwaysOpen);

/// <summary>Windows and schemes as cards outside a talk, for pages that show some of them by their ids.</summary>
/// <param name="parts">Words and directory.</param>
/// <param name="clock">Tells for which instant open states are told.</param>
public sealed class NamedWindows(HandbookParts parts, TimeProvider clock)
{
    private const int MostOpenings = 5;

    /// <summary>A window; null when there is none with this id, or it may not be shown now.</summary>
    /// <param name="windowId">The window's id in the directory.</param>
    /// <param name="locale">The language of the words.</param>
    public NamedWindow? Find(string windowId, Locale locale)
    {
        var turn = ScopeOf(locale);
        if (WindowLookup.Find(turn.Snapshot, windowId, turn.Now) is not { } found)
            return null;
        var openings = WindowLookup.NextOpenings(turn.Snapshot, found.Service, turn.Now, MostOpenings);
        return new NamedWindow(CardBuilder.Service(turn, found), found.Service.Address,
            [.. openings.Select(o => (o, OpenWords.Day(turn.Words, o.From) + "–" + OpenWords.Clock(o.To)))], found.Open.AlwaysOpen);
    }

    /// <summary>The instant for which open states are told, with its day.</summary>
    /// <param name="locale">The language of the words.</param>
    public string NowInWords(Locale locale)
    {
        var turn = ScopeOf(locale);
        return OpenWords.Day(turn.Words, turn.Now);
    }

    /// <summary>A scheme; null when there is none with this id.</summary>
    /// <param name="schemeId">The scheme's id in the directory.</param>
    /// <param name="locale">The language of the words.</param>
    public MessageCard? FindScheme(string schemeId, Locale locale)
    {
        var turn = ScopeOf(locale);
        return turn.Snapshot.FindScheme(schemeId) is { } scheme
            ? CardBuilder.Scheme(turn, new RecommendedScheme { Scheme = scheme, Eligibility = Ternary.Unknown, Reasons = [] })
            : null;
    }

    private TurnScope ScopeOf(Locale locale) => TurnScope.OutsideTalk(parts, clock.GetUtcNow(), locale);
}
