using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>What is said when a turn failed: a kind word, the emergency numbers, and lines that are open, all from memory.</summary>
internal static class EmergencyReply
{
    /// <summary>Never throws: without lines the words stand alone.</summary>
    /// <param name="turn">The turn that failed.</param>
    /// <param name="kept">False when the store is down: then it is said that nothing can be remembered.</param>
    public static IReadOnlyList<Activity> To(TurnScope turn, bool kept = true)
    {
        IReadOnlyList<MessageCard> lines;
        try
        {
            lines = CrisisReply.Lines(turn, null, third: false, imminent: false);
        }
        catch (Exception)
        {
            // What made the turn fail may make this fail as well. The words below hold the emergency numbers.
            lines = [];
        }

        var text = turn.Words.Say(kept ? "error" : "error.unkept") + (lines.Count > 0 ? "\n" + turn.Words.Say("error.lines") : "");
        return [Messages.Note(turn, MessageKinds.Safety, "error", text, lines)];
    }
}
