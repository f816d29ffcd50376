using System.Collections.Frozen;

namespace Tsunagu.Handbooks;

/// <summary>
/// The handbook of worries (お悩みハンドブック): what is asked, in which order, and what each answer tells. Structure only; words live in
/// <see cref="HandbookTexts"/>. Immutable, made once at start by the content loader with every reference resolved.
/// </summary>
public sealed class Handbook
{
    /// <summary>Id of the question that chooses groups of worries.</summary>
    public const string GroupsQuestion = "groups";

    /// <summary>Id of the question which group comes first, asked when more than <see cref="MaxWorryRounds"/> were chosen.</summary>
    public const string PriorityGroupQuestion = "priority-group";

    /// <summary>In rules: every question about worries together; also the id of the question's common part.</summary>
    public const string WorriesQuestion = "worries";

    /// <summary>Start of the ids of the questions for worries; the id of the group follows.</summary>
    public const string WorriesPrefix = "worries-";

    /// <summary>Id of the question which worry comes first.</summary>
    public const string PriorityQuestion = "priority";

    private readonly FrozenDictionary<string, Question> _questions;
    private readonly FrozenDictionary<string, Worry> _worries;
    private readonly IReadOnlyList<Question> _worryQuestions;

    /// <summary>A handbook of these parts.</summary>
    /// <exception cref="ArgumentException">Two questions or two worries share an id.</exception>
    public Handbook(string id, string version, IReadOnlyList<Question> questions, IReadOnlyList<WorryGroup> groups)
    {
        Id = id;
        Version = version;
        Questions = questions;
        Groups = groups;
        Worries = [.. groups.SelectMany(g => g.Worries)];
        _questions = questions.ToFrozenDictionary(q => q.Id, StringComparer.Ordinal);
        _worries = Worries.ToFrozenDictionary(w => w.Id, StringComparer.Ordinal);
        _worryQuestions = [.. questions.Where(q => q.GroupId is not null)];
    }

    /// <summary>The handbook's id, for example <c>kyoto</c>.</summary>
    public string Id { get; }

    /// <summary>The declared version, "+", and eight hex digits of the structure's hash. Changing words does not change it.</summary>
    public string Version { get; }

    /// <summary>All questions in asking order; <c>worries-&lt;group&gt;</c> stand in group order.</summary>
    public IReadOnlyList<Question> Questions { get; }

    /// <summary>Groups of worries in shown order.</summary>
    public IReadOnlyList<WorryGroup> Groups { get; }

    /// <summary>All worries, group by group.</summary>
    public IReadOnlyList<Worry> Worries { get; }

    /// <summary>No path asks more questions than this.</summary>
    public int Budget { get; init; } = 12;

    /// <summary>At most so many groups are asked in detail.</summary>
    public int MaxWorryRounds { get; init; } = 3;

    /// <summary>Kinds of windows.</summary>
    public IReadOnlyList<NeedKind> Needs { get; init; } = [];

    /// <summary>What is added for certain people.</summary>
    public IReadOnlyList<Addition> Additions { get; init; } = [];

    /// <summary>The question with this id, or null.</summary>
    public Question? Find(string id) => _questions.GetValueOrDefault(id);

    /// <summary>The worry with this id, or null.</summary>
    public Worry? FindWorry(string id) => _worries.GetValueOrDefault(id);

    /// <summary>The options offered now: those whose rule holds, or those chosen earlier for <c>options-from</c>, in the order for these answers.</summary>
    public IReadOnlyList<Option> OptionsOf(Question question, Answers answers)
    {
        var context = new RuleContext(this, answers);
        var from = question.OptionsFrom is { } source ? ChosenIn(source, answers).ToHashSet(StringComparer.Ordinal) : null;
        var offered = new List<Option>(question.Options.Count);
        foreach (var option in question.Options)
        {
            if ((from is null || from.Contains(option.Id)) && option.When.Holds(context))
                offered.Add(option);
        }
        foreach (var order in question.Orders)
        {
            if (order.When.Holds(context))
                return [.. offered.OrderBy(o => Place(order, o.Id))]; // stable: all others keep their written order
        }
        return offered;
    }

    /// <summary>Option ids chosen in a question; <c>worries</c> stands for all questions about worries that are asked.</summary>
    public IEnumerable<string> ChosenIn(string questionId, Answers answers)
    {
        if (!string.Equals(questionId, WorriesQuestion, StringComparison.Ordinal))
            return answers[questionId];
        var rounds = RoundsOf(answers);
        return _worryQuestions.Where(q => rounds.Contains(q.GroupId!, StringComparer.Ordinal)).SelectMany(q => (IEnumerable<string>)answers[q.Id]);
    }

    /// <summary>The groups asked in detail: the first one wanted, then the chosen ones in shown order, at most <see cref="MaxWorryRounds"/>.</summary>
    public IReadOnlyList<string> RoundsOf(Answers answers)
    {
        var chosen = answers[GroupsQuestion];
        if (chosen.IsEmpty)
            return [];
        var first = answers[PriorityGroupQuestion];
        var shown = Find(GroupsQuestion) is { } groups ? OptionsOf(groups, answers) : [];
        return
        [
            .. shown.Select(o => o.Id).Where(id => chosen.Contains(id, StringComparer.Ordinal))
                .OrderBy(id => chosen.Length > MaxWorryRounds && first.Contains(id, StringComparer.Ordinal) ? 0 : 1)
                .Take(MaxWorryRounds),
        ];
    }

    /// <summary>Whether some chosen option, group or worry of an applicable question carries this mark.</summary>
    public bool IsMarked(string mark, Answers answers)
    {
        foreach (var group in Groups)
        {
            if (answers[GroupsQuestion].Contains(group.Id, StringComparer.Ordinal) && group.Marks.Contains(mark, StringComparer.Ordinal))
                return true;
        }
        foreach (var id in ChosenIn(WorriesQuestion, answers))
        {
            if (FindWorry(id) is { } worry && worry.Marks.Contains(mark, StringComparer.Ordinal))
                return true;
        }
        foreach (var question in Questions)
        {
            if (question.GroupId is not null || question.OptionsFrom is not null)
                continue;
            foreach (var id in answers[question.Id])
            {
                if (question.FindOption(id) is { } option && option.Marks.Contains(mark, StringComparer.Ordinal))
                    return true;
            }
        }
        return false;
    }

    private static int Place(OrderRule order, string id)
    {
        for (var i = 0; i < order.First.Count; i++)
        {
            if (string.Equals(order.First[i], id, StringComparison.Ordinal))
                return i - order.First.Count;
        }
        for (var i = 0; i < order.Last.Count; i++)
        {
            if (string.Equals(order.Last[i], id, StringComparison.Ordinal))
                return i + 1;
        }
        return 0;
    }
}
