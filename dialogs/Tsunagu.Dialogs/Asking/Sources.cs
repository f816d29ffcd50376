namespace Tsunagu.Dialogs;

/// <summary>
/// Which message's words led to which answer, by the channel's id of the message, so that a message taken back takes along what it caused
/// (LINE, receiving messages: an unsent message is to be deleted wherever it was stored).
/// </summary>
internal static class Sources
{
    /// <summary>The key of a sign of danger, beside the ids of questions.</summary>
    public const string Crisis = "crisis";

    // Ids of channels are short and plain; anything else could be words in disguise.
    private const int MaxId = 64;

    /// <summary>Notes that the words of this turn answered it; an answer by button is no message's.</summary>
    public static void Remember(TurnScope turn, string what)
    {
        var sources = turn.State.Sources;
        turn.State = turn.State with
        {
            Sources = turn.Input.Typed is not null && turn.Activity.Id is { Length: > 0 and <= MaxId } id && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
                ? sources.SetItem(what, id)
                : sources.Remove(what),
        };
    }

    /// <summary>Forgets what a message caused. Nothing is said: it may be a hand in a hurry on a phone that others see.</summary>
    public static void Forget(TurnScope turn, string messageId)
    {
        var caused = turn.State.Sources.Where(s => string.Equals(s.Value, messageId, StringComparison.Ordinal)).Select(s => s.Key).ToList();
        if (caused.Count == 0)
            return;
        foreach (var what in caused)
        {
            if (what == Crisis)
                turn.State = turn.State with { Crisis = null };
            else
                turn.Answers = turn.Answers.Without(what);
        }

        var mode = turn.State.Mode switch
        {
            TalkModes.Safe or TalkModes.Danger when caused.Contains(Crisis) => turn.State.Return ?? TalkModes.Asking,
            TalkModes.Result or TalkModes.Done or TalkModes.Summary => TalkModes.Asking,
            var same => same,
        };
        turn.State = turn.State with { Sources = turn.State.Sources.RemoveRange(caused), Shown = [], Edit = null };
        turn.Advance(mode);
    }
}
