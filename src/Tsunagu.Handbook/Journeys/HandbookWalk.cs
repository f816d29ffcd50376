using System.Globalization;
using System.Text;

namespace Tsunagu.Handbooks;

/// <summary>
/// Walks every journey of a handbook, as far as journeys differ for what is asked later, and remembers how each option was reached. An option
/// that was never offered cannot be reached.
/// </summary>
/// <remarks>
/// Journeys are walked breadth first with <see cref="Journey"/> itself. Two journeys that stand at the same question and for which every rule
/// of a later question has the same value go on alike, so only the shorter one is followed. Of a question with several answers these
/// are tried: none, each alone, and so many together as a rule counts; where an option is still not reached, also each pair of groups, because
/// two groups together may do what none does alone. Questions are asked whether they matter or not: what matters depends on the directory and the hour.
/// </remarks>
public sealed class HandbookWalk
{
    /// <summary>Ways to one option that are remembered: the shortest ones that differ in more than the option.</summary>
    private const int MostWays = 6;

    private readonly Handbook _handbook;
    private readonly Dictionary<(string Question, string Option), List<Answers>> _ways = [];
    private readonly IReadOnlyList<Rule>[] _later;
    private readonly Dictionary<string, List<int>> _sizes;
    private readonly int _mostCounted;

    private HandbookWalk(Handbook handbook)
    {
        _handbook = handbook;
        var leaves = handbook.Questions
            .Select(q => q.Rules.SelectMany(Leaves).Distinct().ToList())
            .ToList();
        _later = [.. leaves.Select((_, i) => (IReadOnlyList<Rule>)[.. leaves.Skip(i).SelectMany(l => l).Distinct()])];
        _sizes = leaves.SelectMany(l => l).OfType<Count>()
            .SelectMany(c => new[] { c.AtLeast, c.AtMost == int.MaxValue ? 0 : c.AtMost + 1 }, (c, size) => (c.QuestionId, Size: size))
            .Where(c => c.Size > 1)
            .GroupBy(c => c.QuestionId, c => c.Size, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Distinct().Order().ToList(), StringComparer.Ordinal);
        _mostCounted = _sizes.Values.SelectMany(s => s).DefaultIfEmpty(1).Max();
    }

    /// <summary>How many journeys were followed.</summary>
    public int Journeys { get; private set; }

    /// <summary>Walks a handbook.</summary>
    public static HandbookWalk Of(Handbook handbook)
    {
        var walk = new HandbookWalk(handbook);
        walk.Run(pairsOfGroups: false);
        if (walk.Unreachable.Any())
            walk.Run(pairsOfGroups: true);
        return walk;
    }

    /// <summary>Answers that end in choosing this option, the shortest first; empty when it cannot be reached.</summary>
    public IReadOnlyList<Answers> WaysTo(string questionId, string optionId) => _ways.TryGetValue((questionId, optionId), out var ways) ? ways : [];

    /// <summary>Options that no journey offers. Questions that offer what was chosen elsewhere are left out: nobody wrote their options.</summary>
    public IEnumerable<(Question Question, Option Option)> Unreachable =>
        from question in _handbook.Questions
        where question.OptionsFrom is null
        from option in question.Options
        where !_ways.ContainsKey((question.Id, option.Id))
        select (question, option);

    private void Run(bool pairsOfGroups)
    {
        Journeys = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var next = new Queue<Answers>();
        next.Enqueue(Answers.Empty);
        while (next.TryDequeue(out var answers))
        {
            var journey = Journey.From(_handbook, answers);
            if (journey.Current is not { } question || !seen.Add(SignatureOf(journey, question)))
                continue;
            Journeys++;
            foreach (var chosen in ChoicesOf(question, _handbook.OptionsOf(question, journey.Applicable), pairsOfGroups))
            {
                var then = journey.Applicable.With(question.Id, chosen);
                foreach (var option in chosen)
                    Remember(question.Id, option, then, alone: chosen.Length == 1);
                next.Enqueue(then);
            }
        }
        foreach (var ways in _ways.Values)
            ways.Sort((a, b) => LengthOf(a).CompareTo(LengthOf(b)));
    }

    private static int LengthOf(Answers answers) => answers.QuestionIds.Sum(id => answers[id].Length);

    private void Remember(string question, string option, Answers answers, bool alone)
    {
        if (!_ways.TryGetValue((question, option), out var ways))
            _ways[(question, option)] = ways = [];
        if (ways.Count < MostWays && (alone || ways.Count == 0))
            ways.Add(answers);
    }

    private IEnumerable<string[]> ChoicesOf(Question question, IReadOnlyList<Option> offered, bool pairsOfGroups)
    {
        // Left out first: of two journeys that go on alike the one with fewer answers is followed.
        yield return [];
        foreach (var option in offered)
            yield return [option.Id];
        if (question.Kind == QuestionKind.Single)
            yield break;
        var together = offered.Where(o => !o.Exclusive).Select(o => o.Id).ToList();
        if (pairsOfGroups && string.Equals(question.Id, Handbook.GroupsQuestion, StringComparison.Ordinal))
        {
            for (var i = 0; i < together.Count; i++)
            {
                for (var j = i + 1; j < together.Count; j++)
                    yield return [together[i], together[j]];
            }
        }
        foreach (var size in _sizes.GetValueOrDefault(question.GroupId is null ? question.Id : Handbook.WorriesQuestion, []).Where(s => s <= together.Count))
        {
            for (var i = 0; i < together.Count; i++)
                yield return [.. Enumerable.Range(i, size).Select(n => together[n % together.Count])];
        }
    }

    /// <summary>All that the rest of the journey can depend on.</summary>
    private string SignatureOf(Journey journey, Question question)
    {
        var index = 0;
        while (!ReferenceEquals(_handbook.Questions[index], question))
            index++;
        var context = new RuleContext(_handbook, journey.Applicable);
        var text = new StringBuilder(question.Id).Append('|');
        // The budget may drop a question, so how many were asked counts too.
        text.Append(CultureInfo.InvariantCulture, $"{journey.Answered.Count}|");
        foreach (var rule in _later[index])
        {
            if (rule is Count count)
                text.Append(CultureInfo.InvariantCulture, $"{Math.Min(_mostCounted, _handbook.ChosenIn(count.QuestionId, journey.Applicable).Count())},");
            else
                text.Append(rule.Holds(context) ? '1' : '0');
        }
        var rounds = _handbook.RoundsOf(journey.Applicable);
        foreach (var later in _handbook.Questions.Skip(index).Where(q => q.GroupId is not null && rounds.Contains(q.GroupId, StringComparer.Ordinal)))
            text.Append('|').Append(later.GroupId);
        return text.ToString();
    }

    private static IEnumerable<Rule> Leaves(Rule rule) => rule switch
    {
        All all => all.Parts.SelectMany(Leaves),
        Any any => any.Parts.SelectMany(Leaves),
        Not not => Leaves(not.Part),
        Always => [],
        _ => [rule],
    };
}
