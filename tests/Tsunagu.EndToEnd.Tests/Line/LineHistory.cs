namespace Tsunagu.EndToEnd.Tests.Line;

/// <summary>An answer as the person's app shows it.</summary>
/// <param name="Talk">Id of the talk from one beginning to the next, as its buttons say.</param>
/// <param name="Turn">The step in it.</param>
/// <param name="Unknowable">
/// It was pushed where the bot cannot know whether LINE has the answer already (ADR 0018): the event's reply token could not be alive any more, or the event
/// came again before it was kept, so that its token may have been used for other words.
/// </param>
internal sealed record LineAnswer(string Talk, int Turn, bool Unknowable = false);

/// <summary>What LINE and the app know of one person's talk: which events were acknowledged, and which answers came, in order.</summary>
/// <param name="Person">A name for messages.</param>
internal sealed record LineHistory(string Person)
{
    /// <summary>Events that the bot acknowledged; each takes the talk exactly one step on, or to the first step of another talk.</summary>
    public int Acknowledged { get; set; }

    /// <summary>What the app shows.</summary>
    public List<LineAnswer> Answers { get; } = [];
}

/// <summary>Proves per person: every acknowledged event was answered, once, in order.</summary>
internal static class LineHistoryChecker
{
    /// <summary>What is wrong, in words; empty when all is well.</summary>
    public static IEnumerable<string> Check(LineHistory history)
    {
        var (steps, before) = (0, (LineAnswer?)null);
        foreach (var answer in history.Answers)
        {
            if (before is { } b && (answer.Talk, answer.Turn) == (b.Talk, b.Turn))
            {
                // Twice is better than never (ADR 0018); a double that could have been known is none of that.
                if (!answer.Unknowable)
                    yield return $"{history.Person}: step {answer.Turn} was answered twice";
                continue;
            }

            if (before is { } last && !(answer.Talk == last.Talk ? answer.Turn == last.Turn + 1 : answer.Turn == 1))
                yield return $"{history.Person}: from step {last.Turn} of {last.Talk} to step {answer.Turn} of {answer.Talk}";
            steps++;
            before = answer;
        }

        if (steps != history.Acknowledged)
            yield return $"{history.Person}: {history.Acknowledged} events were acknowledged, but {steps} were answered";
    }
}
