namespace Tsunagu.Dialogs;

/// <summary>
/// Finds commands that were typed in the very words of a button. The analyser knows the other ways of saying them.
/// </summary>
internal static class CommandWords
{
    /// <summary>Ends a choice of several; the analyser's name for it.</summary>
    public const string Done = "done";

    public static string? Find(TurnScope turn, Prompt prompt, string text)
    {
        var said = text.Trim();
        foreach (var command in Commands.All)
        {
            if (Same(said, turn.Words.Say("command." + command)))
                return command;
        }

        return prompt.Multi && Same(said, turn.Words.Say("submit")) ? Done : null;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
