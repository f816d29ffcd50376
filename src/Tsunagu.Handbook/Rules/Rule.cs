using System.Collections.Immutable;

namespace Tsunagu.Handbooks;

/// <summary>What a rule may look at: the handbook and the answers so far.</summary>
/// <param name="Handbook">The handbook that the answers belong to.</param>
/// <param name="Answers">All answers, also those that no longer apply.</param>
public readonly record struct RuleContext(Handbook Handbook, Answers Answers);

/// <summary>
/// The closed rule language (DESIGN section 9): <c>all any not answered is in count</c> over question ids and the named operators
/// <c>marked</c>, <c>schemes</c> and <c>round</c>. Anything richer becomes another named operator here, never an expression in a text.
/// </summary>
public abstract record Rule
{
    /// <summary>Whether the rule holds.</summary>
    public abstract bool Holds(RuleContext context);

    /// <summary>Ids of the questions that it looks at, so that the loader can resolve them.</summary>
    public abstract IEnumerable<string> QuestionIds { get; }
}

/// <summary>Holds always: what is meant where no rule is written.</summary>
public sealed record Always : Rule
{
    /// <summary>The one instance.</summary>
    public static Always Instance { get; } = new();

    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context) => true;
}

/// <summary><c>all: [..]</c>: every part holds.</summary>
/// <param name="Parts">At least one.</param>
public sealed record All(ImmutableArray<Rule> Parts) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => Parts.SelectMany(p => p.QuestionIds);

    /// <inheritdoc/>
    public override bool Holds(RuleContext context)
    {
        foreach (var part in Parts)
        {
            if (!part.Holds(context))
                return false;
        }
        return true;
    }
}

/// <summary><c>any: [..]</c>: at least one part holds.</summary>
/// <param name="Parts">At least one.</param>
public sealed record Any(ImmutableArray<Rule> Parts) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => Parts.SelectMany(p => p.QuestionIds);

    /// <inheritdoc/>
    public override bool Holds(RuleContext context)
    {
        foreach (var part in Parts)
        {
            if (part.Holds(context))
                return true;
        }
        return false;
    }
}

/// <summary><c>not: {..}</c>.</summary>
/// <param name="Part">The rule turned round.</param>
public sealed record Not(Rule Part) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => Part.QuestionIds;

    /// <inheritdoc/>
    public override bool Holds(RuleContext context) => !Part.Holds(context);
}

/// <summary><c>answered: age</c>: answered with an option; a question that was left out does not count.</summary>
/// <param name="QuestionId">The question.</param>
public sealed record Answered(string QuestionId) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [QuestionId];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context) => !context.Answers[QuestionId].IsEmpty;
}

/// <summary><c>is: {question, option}</c>: this option and no other was chosen.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="OptionId">The option.</param>
public sealed record Is(string QuestionId, string OptionId) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [QuestionId];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context)
    {
        var chosen = context.Answers[QuestionId];
        return chosen.Length == 1 && string.Equals(chosen[0], OptionId, StringComparison.Ordinal);
    }
}

/// <summary><c>in: {question, options}</c>: at least one of these options was chosen.</summary>
/// <param name="QuestionId">The question; <c>worries</c> means every question about worries.</param>
/// <param name="OptionIds">The options.</param>
public sealed record In(string QuestionId, ImmutableArray<string> OptionIds) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [QuestionId];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context)
    {
        foreach (var chosen in context.Handbook.ChosenIn(QuestionId, context.Answers))
        {
            if (OptionIds.Contains(chosen, StringComparer.Ordinal))
                return true;
        }
        return false;
    }
}

/// <summary><c>count: {question, at-least, at-most}</c>: how many options were chosen.</summary>
/// <param name="QuestionId">The question; <c>worries</c> counts over every question about worries.</param>
/// <param name="AtLeast">The fewest.</param>
/// <param name="AtMost">The most.</param>
public sealed record Count(string QuestionId, int AtLeast, int AtMost) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [QuestionId];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context)
    {
        var chosen = 0;
        foreach (var _ in context.Handbook.ChosenIn(QuestionId, context.Answers))
            chosen++;
        return chosen >= AtLeast && chosen <= AtMost;
    }
}

/// <summary><c>marked: safety</c>: some chosen option or worry carries the mark.</summary>
/// <param name="Mark">The mark.</param>
public sealed record Marked(string Mark) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context) => context.Handbook.IsMarked(Mark, context.Answers);
}

/// <summary><c>schemes: 6</c>: at least so many support schemes may help by what was chosen so far.</summary>
/// <param name="AtLeast">The fewest.</param>
public sealed record Schemes(int AtLeast) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [Handbook.WorriesQuestion];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context) => new NeedProfileReader(context.Handbook, context.Answers).CountSchemes() >= AtLeast;
}

/// <summary><c>round: money</c>: the group is one of those that are asked in detail (the first one wanted, then in shown order).</summary>
/// <param name="GroupId">The group.</param>
public sealed record Round(string GroupId) : Rule
{
    /// <inheritdoc/>
    public override IEnumerable<string> QuestionIds => [Handbook.GroupsQuestion];

    /// <inheritdoc/>
    public override bool Holds(RuleContext context) => context.Handbook.RoundsOf(context.Answers).Contains(GroupId, StringComparer.Ordinal);
}
