namespace Tsunagu.Handbooks;

/// <summary>How many options an answer may hold.</summary>
public enum QuestionKind
{
    /// <summary>Exactly one option.</summary>
    Single,

    /// <summary>One or more options.</summary>
    Multi,
}

/// <summary>A question of the handbook: structure only, its words live in <see cref="HandbookTexts"/>.</summary>
public sealed record Question
{
    /// <summary>English kebab-case; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>Single or multi.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>
    /// All options in written order. Also filled where <see cref="OptionsFrom"/> is set, then with everything that could come from there;
    /// ask <see cref="Handbook.OptionsOf"/> for those that stand in a given talk.
    /// </summary>
    public required IReadOnlyList<Option> Options { get; init; }

    /// <summary>When the question applies; looks only at questions that are asked earlier.</summary>
    public Rule When { get; init; } = Always.Instance;

    /// <summary>Never dropped by the budget of questions.</summary>
    public bool Essential { get; init; }

    /// <summary>Asked without looking whether an answer would change anything.</summary>
    public bool AlwaysAsked { get; init; }

    /// <summary>The group of worries, for the questions <c>worries-&lt;group&gt;</c>; otherwise null.</summary>
    public string? GroupId { get; init; }

    /// <summary><c>groups</c> or <c>worries</c>: only what was chosen there is offered; otherwise null.</summary>
    public string? OptionsFrom { get; init; }

    /// <summary>Orders of the options in special cases; the first whose rule holds counts.</summary>
    public IReadOnlyList<OrderRule> Orders { get; init; } = [];

    /// <summary>A personal question, shown with the reminder that it can be left out.</summary>
    public bool Sensitive { get; init; }

    /// <summary>Where it was written.</summary>
    public SourceMark Source { get; init; }

    /// <summary>Every rule that stands in the question: of its options, of their orders, and its own.</summary>
    public IEnumerable<Rule> Rules => Options.Select(o => o.When).Concat(Orders.Select(o => o.When)).Append(When);

    /// <summary>The option with this id among all options, or null.</summary>
    public Option? FindOption(string optionId)
    {
        foreach (var option in Options)
        {
            if (string.Equals(option.Id, optionId, StringComparison.Ordinal)) return option;
        }

        return null;
    }
}

/// <summary>One possible answer to a question.</summary>
public sealed record Option
{
    /// <summary>English kebab-case; unique within its question; never changes.</summary>
    public required string Id { get; init; }

    /// <summary>When the option is offered.</summary>
    public Rule When { get; init; } = Always.Instance;

    /// <summary>Cannot be chosen together with others ("none of these").</summary>
    public bool Exclusive { get; init; }

    /// <summary>What choosing it tells the recommendation.</summary>
    public Effects Effects { get; init; } = Effects.None;

    /// <summary>Marks that rules and replies look at: <c>safety today violence distress supporter</c> …</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>Where it was written.</summary>
    public SourceMark Source { get; init; }
}

/// <summary>An order of options for a special case, for example school and family first for the young.</summary>
/// <param name="When">The case.</param>
/// <param name="First">Option ids that come first, in this order.</param>
/// <param name="Last">Option ids that come last, in this order. All others keep their written order in between.</param>
public sealed record OrderRule(Rule When, IReadOnlyList<string> First, IReadOnlyList<string> Last);
