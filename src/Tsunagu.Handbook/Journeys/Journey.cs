namespace Tsunagu.Handbooks;

/// <summary>
/// The path (経路) through the handbook for these answers, recomputed on every turn; nothing but the answers is ever kept.
/// </summary>
/// <remarks>
/// Edge cases: <br/>
/// Going back is taking the last answer out; answering the same again gives the same path. <br/>
/// Editing an early answer can make later questions inapplicable. Their answers stay in <see cref="Answers"/> but not in
/// <see cref="Applicable"/>, so that changing one's mind once more brings them back; options that are no longer offered are left out. <br/>
/// A question that was left out (答えない) is answered, with nothing. <br/>
/// The order in which answers were given does not matter, nor does the language. <br/>
/// Fields of worries are asked in the order of <see cref="Handbook.RoundsOf"/>: the one put first, then as shown (the young have an order of their own). <br/>
/// Whether a question matters is asked only for the next unanswered one: what was answered stays on the path even if the clock has moved on
/// and it would no longer be asked. <br/>
/// The budget holds for every path: a question that is not essential is passed over when, with the essential ones that may still come,
/// there would be more than <see cref="Handbook.Budget"/>.
/// </remarks>
public sealed class Journey
{
    private Journey(IReadOnlyList<Question> answered, Question? current, Answers applicable, int mayCome)
    {
        Answered = answered;
        Current = current;
        Applicable = applicable;
        Step = answered.Count + 1;
        Steps = answered.Count + (current is null ? 0 : 1) + mayCome;
    }

    /// <summary>Answered questions that apply, in asking order.</summary>
    public IReadOnlyList<Question> Answered { get; }

    /// <summary>The next question, or null when the journey is complete.</summary>
    public Question? Current { get; }

    /// <summary>The answers that count: of applicable questions, with options that are offered.</summary>
    public Answers Applicable { get; }

    /// <summary>Number of the current question, from 1.</summary>
    public int Step { get; }

    /// <summary>About how many questions there will be in all, for the progress shown to the person.</summary>
    public int Steps { get; }

    /// <summary>Nothing is left to ask.</summary>
    public bool IsComplete => Current is null;

    /// <summary>Walks the handbook with these answers.</summary>
    /// <param name="handbook">The handbook.</param>
    /// <param name="answers">All answers, in any order.</param>
    /// <param name="matters">Whether some answer to this question would change what is shown; null asks every applicable question.</param>
    public static Journey From(Handbook handbook, Answers answers, Func<Question, Answers, bool>? matters = null)
    {
        var answered = new List<Question>();
        var applicable = Answers.Empty;
        var order = handbook.Questions;
        // The groups asked in detail are settled before their questions come; working them out for each would be most of the walk.
        IReadOnlyList<string>? rounds = null;
        for (var i = 0; i < order.Count; i++)
        {
            if (order[i].GroupId is not null && rounds is null)
            {
                rounds = handbook.RoundsOf(applicable);
                order = InOrderOfRounds(handbook, rounds);
            }
            var question = order[i];
            if (!Applies(handbook, question, applicable, rounds))
                continue;
            var options = handbook.OptionsOf(question, applicable);
            if (options.Count == 0)
                continue;
            if (answers.IsAnswered(question.Id))
            {
                var chosen = Offered(options, answers[question.Id], question.Kind);
                // An answer whose every option has gone is asked again, unless it was left out on purpose.
                if (chosen.Length > 0 || answers.IsSkipped(question.Id))
                {
                    answered.Add(question);
                    applicable = applicable.With(question.Id, chosen);
                    continue;
                }
            }
            if (!question.Essential && answered.Count + 1 + EssentialsAfter(handbook, order, i, applicable) > handbook.Budget)
                continue;
            if (!question.AlwaysAsked && matters is not null && !matters(question, applicable))
                continue;
            return new Journey(answered, question, applicable, Math.Min(LikelyAfter(handbook, order, i, applicable), handbook.Budget - answered.Count - 1));
        }
        return new Journey(answered, null, applicable, 0);
    }

    /// <summary>The questions about worries stand together; the field that was put first is asked first, as the person was told.</summary>
    private static IReadOnlyList<Question> InOrderOfRounds(Handbook handbook, IReadOnlyList<string> rounds)
    {
        var places = rounds.Select(round => PlaceOf(handbook, round)).ToList();
        if (places.Zip(places.Skip(1), (first, second) => first < second).All(inOrder => inOrder))
            return handbook.Questions;
        var worries = new Queue<Question>(handbook.Questions.Where(q => q.GroupId is not null)
            .OrderBy(q => rounds.Contains(q.GroupId!, StringComparer.Ordinal) ? rounds.TakeWhile(r => r != q.GroupId).Count() : rounds.Count)); // stable: all others keep their order
        return [.. handbook.Questions.Select(q => q.GroupId is null ? q : worries.Dequeue())];
    }

    private static int PlaceOf(Handbook handbook, string group)
    {
        for (var i = 0; i < handbook.Questions.Count; i++)
        {
            if (string.Equals(handbook.Questions[i].GroupId, group, StringComparison.Ordinal))
                return i;
        }
        return -1;
    }

    private static bool Applies(Handbook handbook, Question question, Answers applicable, IReadOnlyList<string>? rounds) =>
        (question.GroupId is not { } group || (rounds ?? handbook.RoundsOf(applicable)).Contains(group, StringComparer.Ordinal))
        && question.When.Holds(new RuleContext(handbook, applicable));

    private static string[] Offered(IReadOnlyList<Option> options, IReadOnlyList<string> chosen, QuestionKind kind)
    {
        var kept = options.Where(o => chosen.Contains(o.Id, StringComparer.Ordinal)).ToArray();
        if (kept.Length > 1 && kept.Any(o => o.Exclusive))
            kept = [.. kept.Where(o => !o.Exclusive)];
        return [.. kept.Take(kind == QuestionKind.Single ? 1 : kept.Length).Select(o => o.Id)];
    }

    /// <summary>The most essential questions that may still come after this one.</summary>
    private static int EssentialsAfter(Handbook handbook, IReadOnlyList<Question> order, int index, Answers applicable)
    {
        var count = 0;
        var rounds = 0;
        var groupsDone = applicable.IsAnswered(Handbook.GroupsQuestion);
        var chosen = handbook.RoundsOf(applicable);
        for (var i = index + 1; i < order.Count; i++)
        {
            var question = order[i];
            if (!question.Essential)
                continue;
            if (question.GroupId is { } group)
            {
                if (!groupsDone || chosen.Contains(group, StringComparer.Ordinal))
                    rounds++;
            }
            else
            {
                count++;
            }
        }
        return count + Math.Min(rounds, handbook.MaxWorryRounds);
    }

    /// <summary>How many questions will probably come: those that apply by what is known now, and one round of worries before groups are known.</summary>
    private static int LikelyAfter(Handbook handbook, IReadOnlyList<Question> order, int index, Answers applicable)
    {
        var count = 0;
        var groupsDone = applicable.IsAnswered(Handbook.GroupsQuestion);
        var roundCounted = false;
        var rounds = handbook.RoundsOf(applicable);
        for (var i = index + 1; i < order.Count; i++)
        {
            var question = order[i];
            if (question.GroupId is not null && !groupsDone)
            {
                count += roundCounted ? 0 : 1;
                roundCounted = true;
            }
            else if (question.Essential ? Applies(handbook, question, applicable, rounds) : question.When is Always or Not && Applies(handbook, question, applicable, rounds))
            {
                count++;
            }
        }
        return count;
    }
}
