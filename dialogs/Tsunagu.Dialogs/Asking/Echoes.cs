namespace Tsunagu.Dialogs;

/// <summary>How a person's own message is kept: ids, and the content's words for them; never what was typed.</summary>
internal static class Echoes
{
    /// <summary>Words that chose nothing.</summary>
    public static PersonEcho Typed(TurnScope turn) => new([], turn.Words.Say("echo.typed"));

    public static PersonEcho Command(TurnScope turn, string command) => new([command], turn.Words.Say("command." + command));

    public static PersonEcho Options(TurnScope turn, Prompt prompt, IReadOnlyList<string> ids)
    {
        var options = ids.Select(prompt.Find).OfType<PromptOption>().ToList();
        if (options.Count == 0)
            return new PersonEcho([], turn.Words.Say("submit"));
        return new PersonEcho(ids, options.Any(o => o.Hidden) ? turn.Words.Say("echo.hidden") : turn.Words.List(options.Select(o => o.Text)));
    }

    /// <summary>A message that is not dealt with as an answer: what its button says, else that typed words are not kept.</summary>
    public static PersonEcho Of(TurnScope turn)
    {
        if (turn.Input.Token is not { } token)
            return Typed(turn);
        if (token.Command is { } command && Commands.All.Contains(command))
            return Command(turn, command);
        if (token is { QuestionId: { } q, OptionId: { } o } && turn.Handbook.Find(q) is { } question && question.FindOption(o) is not null)
        {
            return new PersonEcho([o], Prompts.IsHidden(turn.Handbook, question, o)
                ? turn.Words.Say("echo.hidden")
                : turn.Words.Option(q, o, turn.Third).Text);
        }

        return new PersonEcho([], turn.Words.Say("echo.button"));
    }
}
