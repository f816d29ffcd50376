using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>Options that one path must hold, and ways to hold them.</summary>
/// <param name="Options">None, one or two.</param>
/// <param name="Ways">Answers to try; the first that holds the options after walking counts.</param>
internal sealed record LawPath(IReadOnlyList<(string Question, string Option)> Options, IReadOnlyList<Answers> Ways);

/// <summary>Every option and every pair of options, joined from ways that were walked; ages and places apart, because all are tried for each.</summary>
internal sealed class LawPaths
{
    private readonly Handbook _handbook;
    private readonly HandbookWalk _walk;
    private readonly Question? _ages;
    private readonly HashSet<string> _placeQuestions;
    private readonly Answers _allLeftOut;

    public LawPaths(Handbook handbook, HandbookWalk walk)
    {
        _handbook = handbook;
        _walk = walk;
        // Left out counts as answered, so one walk goes through to the end.
        _allLeftOut = handbook.Questions.Aggregate(Answers.Empty, (answers, question) => answers.Skip(question.Id));
        _ages = handbook.Questions.FirstOrDefault(q => q.Options.Any(o => o.Effects.Age is not null));
        _placeQuestions = handbook.Questions.Where(q => q.Options.Any(o => o.Effects.Ward is not null)).Select(q => q.Id).ToHashSet(StringComparer.Ordinal);
        Places =
        [
            (null, null),
            .. handbook.Questions.SelectMany(q => q.Options, (q, o) => (Ward: o.Effects.Ward, Said: (string?)$"{q.Id}: {o.Id}")).Where(p => p.Ward is not null).DistinctBy(p => p.Ward),
        ];
        Unproved = [.. NotFactored()];
    }

    /// <summary>Wards, branches, outside and none with the answer that says so; null where the question was left out.</summary>
    public IReadOnlyList<(string? Ward, string? Said)> Places { get; }

    /// <summary>What stands against trying places apart from the other answers.</summary>
    public IReadOnlyList<string> Unproved { get; }

    /// <summary>Nothing, every option, every pair of options that tell something about windows; another option beside one of these changes nothing.</summary>
    public IEnumerable<LawPath> All()
    {
        yield return new LawPath([], [Answers.Empty]);
        var options = _handbook.Questions
            .Where(q => q.OptionsFrom is null && !_placeQuestions.Contains(q.Id) && q.Id != _ages?.Id)
            .SelectMany(q => q.Options, (q, o) => (Question: q.Id, Option: o.Id))
            .Where(o => _walk.WaysTo(o.Question, o.Option).Count > 0)
            .ToList();
        foreach (var option in options)
            yield return new LawPath([option], _walk.WaysTo(option.Question, option.Option));
        var telling = options.Where(Tells).ToList();
        for (var i = 0; i < telling.Count; i++)
        {
            for (var j = i + 1; j < telling.Count; j++)
            {
                if (CanJoin(telling[i], telling[j]))
                    yield return new LawPath([telling[i], telling[j]], [.. Joined(telling[i], telling[j])]);
            }
        }
    }

    private bool Tells((string Question, string Option) chosen)
    {
        var question = _handbook.Find(chosen.Question)!;
        // What a group tells depends on its worries, and what an addition adds on its rule.
        if (question.GroupId is not null || question.Id == Handbook.GroupsQuestion || _handbook.Additions.Any(a => a.When.QuestionIds.Contains(question.Id, StringComparer.Ordinal)))
            return true;
        return question.FindOption(chosen.Option) is { } option
            && (option.Marks.Count > 0 || option.Effects.Needs.Count > 0 || option.Effects.About is not null || option.Effects.Urgency is not null);
    }

    /// <summary>The path walked for each age, and for an age that was not told; without the ages for which no way holds the options.</summary>
    public IEnumerable<Answers> OfEveryAge(LawPath path)
    {
        foreach (var age in (_ages?.Options.Select(o => (string?)o.Id) ?? []).Append(null))
        {
            foreach (var way in path.Ways)
            {
                var answers = _allLeftOut;
                foreach (var id in way.QuestionIds.Where(q => !_placeQuestions.Contains(q)))
                    answers = answers.With(id, [.. way[id]]);
                if (_ages is not null)
                    answers = age is null ? answers.Skip(_ages.Id) : answers.With(_ages.Id, age);
                var applicable = Journey.From(_handbook, answers).Applicable;
                if (!path.Options.All(o => applicable[o.Question].Contains(o.Option)))
                    continue;
                yield return applicable;
                break;
            }
        }
    }

    private bool CanJoin((string Question, string Option) a, (string Question, string Option) b)
    {
        if (a.Question != b.Question)
            return true;
        var question = _handbook.Find(a.Question)!;
        return question.Kind == QuestionKind.Multi && question.FindOption(a.Option) is { Exclusive: false } && question.FindOption(b.Option) is { Exclusive: false };
    }

    private IEnumerable<Answers> Joined((string Question, string Option) a, (string Question, string Option) b)
    {
        foreach (var wayA in _walk.WaysTo(a.Question, a.Option))
        {
            foreach (var wayB in _walk.WaysTo(b.Question, b.Option))
                yield return Join(wayA, a, wayB, b);
        }
    }

    private Answers Join(Answers wayA, (string Question, string Option) a, Answers wayB, (string Question, string Option) b)
    {
        var joined = wayA;
        foreach (var id in wayB.QuestionIds)
        {
            var (ours, theirs) = (wayA[id], wayB[id]);
            if (theirs.IsEmpty)
                continue;
            if (ours.IsEmpty || (id == b.Question && id != a.Question && _handbook.Find(id) is { Kind: QuestionKind.Single }))
                joined = joined.With(id, [.. theirs]);
            else if (_handbook.Find(id) is { Kind: QuestionKind.Multi } question)
                joined = joined.With(id, [.. WithoutLoners(question, ours.Concat(theirs), a, b)]);
        }
        return joined;
    }

    /// <summary>"None of these" beside other options is no answer; the options that the path is about stay.</summary>
    private static IEnumerable<string> WithoutLoners(Question question, IEnumerable<string> options, (string Question, string Option) a, (string Question, string Option) b) =>
        options.Where(o => (question.Id, o) == a || (question.Id, o) == b || question.FindOption(o) is { Exclusive: false });

    private IEnumerable<string> NotFactored()
    {
        foreach (var question in _handbook.Questions.Where(q => !_placeQuestions.Contains(q.Id)))
        {
            if (question.Rules.SelectMany(r => r.QuestionIds).FirstOrDefault(_placeQuestions.Contains) is { } place)
                yield return $"{question.Source}: {question.Id} looks at {place}, so the Law can not be proved for places apart from answers — teach {nameof(LawPaths)} to try them together";
        }
        foreach (var addition in _handbook.Additions)
        {
            if (addition.When.QuestionIds.FirstOrDefault(_placeQuestions.Contains) is { } place)
                yield return $"recommendations: {addition.Id} looks at {place}, so the Law can not be proved for places apart from answers — teach {nameof(LawPaths)} to try them together";
        }
    }
}
