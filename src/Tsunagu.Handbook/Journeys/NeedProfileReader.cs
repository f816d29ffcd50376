namespace Tsunagu.Handbooks;

/// <summary>Collects what answers tell, in one walk over the questions.</summary>
internal sealed class NeedProfileReader(Handbook handbook, Answers answers)
{
    /// <summary>The worry (or group) that was put first counts for twice as much.</summary>
    private const double PriorityFactor = 2;

    /// <summary>A group of which no worry was named counts for less than a named worry.</summary>
    private const double GroupFactor = 0.6;

    /// <summary>What nobody asked for, only added: little weight, unless it comes first.</summary>
    private const double AdditionWeight = 0.3;

    private readonly Dictionary<string, (double Weight, List<string> Because)> _needs = new(StringComparer.Ordinal);
    private readonly List<string> _schemes = [];
    private readonly List<string> _targets = [];
    private readonly List<string> _ways = [];
    private readonly List<string> _when = [];
    private readonly List<string> _languages = [];
    private readonly List<string> _marks = [];
    private readonly Dictionary<string, IReadOnlyList<string>> _facts = new(StringComparer.Ordinal);
    private string? _ward;
    private string? _age;
    private string? _about;
    private string? _urgency;

    /// <summary>How many schemes may help. Additions bring none, and their rules may ask for this number.</summary>
    internal int CountSchemes()
    {
        ReadChosen();
        return _schemes.Count;
    }

    internal NeedProfile Read()
    {
        ReadChosen();
        foreach (var addition in handbook.Additions)
        {
            if (!addition.When.Holds(new RuleContext(handbook, answers)))
                continue;
            Mark(addition.Marks);
            for (var i = 0; i < addition.Needs.Count; i++)
                Need(addition.Needs[i], addition.First ? NeedProfile.WeightAt(i) : AdditionWeight, addition.Id);
        }
        // A worry's marks raise the urgency; only an explicit answer ("I am safe") calms it.
        _urgency ??= _marks.Contains("safety") ? "safety" : _marks.Contains("today") ? "today" : null;
        return new NeedProfile
        {
            Needs = [.. _needs.OrderByDescending(n => n.Value.Weight).ThenBy(n => n.Value.Because[0], StringComparer.Ordinal).ThenBy(n => n.Key, StringComparer.Ordinal)
                .Select(n => new WeightedNeed(n.Key, Math.Round(n.Value.Weight, 4), n.Value.Because))],
            Schemes = _schemes,
            Targets = _targets,
            Ways = _ways,
            When = _when,
            Languages = _languages,
            Marks = _marks,
            Facts = _facts,
            Ward = _ward,
            Age = _age,
            About = _about ?? "self",
            Urgency = _urgency is "none" ? null : _urgency,
        };
    }

    private void ReadChosen()
    {
        ReadWorries();
        foreach (var question in handbook.Questions)
        {
            if (question.GroupId is not null || question.OptionsFrom is not null)
                continue;
            foreach (var id in answers[question.Id])
            {
                if (question.FindOption(id) is { } option)
                    Add(option.Effects, option.Marks, $"{question.Id}:{id}", 1);
            }
        }
    }

    private void ReadWorries()
    {
        var first = answers[Handbook.PriorityQuestion];
        var firstGroup = answers[Handbook.PriorityGroupQuestion];
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in handbook.ChosenIn(Handbook.WorriesQuestion, answers).OrderBy(id => first.Contains(id, StringComparer.Ordinal) ? 0 : 1))
        {
            if (handbook.FindWorry(id) is not { } worry)
                continue;
            named.Add(worry.GroupId);
            var wanted = first.Contains(id, StringComparer.Ordinal) || (first.IsEmpty && firstGroup.Contains(worry.GroupId, StringComparer.Ordinal));
            Add(worry.Effects, worry.Marks, id, wanted ? PriorityFactor : 1);
        }
        foreach (var group in handbook.Groups)
        {
            if (named.Contains(group.Id) || !answers[Handbook.GroupsQuestion].Contains(group.Id, StringComparer.Ordinal))
                continue;
            Mark(group.Marks);
            var factor = GroupFactor * (firstGroup.Contains(group.Id, StringComparer.Ordinal) ? PriorityFactor : 1);
            var kinds = group.Worries.SelectMany(w => w.Effects.Needs.Take(1)).GroupBy(n => n, StringComparer.Ordinal).OrderByDescending(n => n.Count()).Select(n => n.Key).ToList();
            for (var i = 0; i < kinds.Count; i++)
                Need(kinds[i], factor * NeedProfile.WeightAt(i), group.Id);
            Union(_targets, group.Worries.SelectMany(w => w.Effects.Targets));
        }
    }

    private void Add(Effects effects, IReadOnlyList<string> marks, string because, double factor)
    {
        for (var i = 0; i < effects.Needs.Count; i++)
            Need(effects.Needs[i], factor * NeedProfile.WeightAt(i), because);
        Union(_schemes, effects.Schemes);
        Union(_targets, effects.Targets);
        Union(_ways, effects.Ways);
        Union(_when, effects.When);
        Union(_languages, effects.Languages);
        foreach (var (fact, value) in effects.Facts)
            _facts[fact] = _facts.TryGetValue(fact, out var said) ? [.. said.Append(value).Distinct(StringComparer.Ordinal)] : [value];
        _ward = effects.Ward ?? _ward;
        _age = effects.Age ?? _age;
        _about = effects.About ?? _about;
        _urgency = effects.Urgency ?? _urgency;
        Mark(marks);
    }

    private void Need(string code, double weight, string because)
    {
        if (_needs.TryGetValue(code, out var known))
        {
            known.Because.Add(because);
            // Two worries that ask for the same window make it more wanted, but never outvote what was put first.
            _needs[code] = (Math.Max(known.Weight, weight) + 0.1, known.Because);
        }
        else
        {
            _needs[code] = (weight, [because]);
        }
    }

    private void Mark(IReadOnlyList<string> marks) => Union(_marks, marks);

    private static void Union(List<string> into, IEnumerable<string> more)
    {
        foreach (var item in more)
        {
            if (!into.Contains(item, StringComparer.Ordinal))
                into.Add(item);
        }
    }
}
