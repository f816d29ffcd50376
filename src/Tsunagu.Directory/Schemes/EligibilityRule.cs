using System.Collections.Immutable;

namespace Tsunagu.Directory;

/// <summary>Three values: a fact that nobody asked for is unknown, never "no".</summary>
public enum Ternary
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>Known to hold.</summary>
    Yes,

    /// <summary>Known not to hold.</summary>
    No,
}

/// <summary>What is known of a person, for scheme conditions.</summary>
/// <param name="Values">Fact → every value that was said.</param>
/// <param name="Age">Age band, or null.</param>
/// <param name="Ward">Ward id, or null.</param>
public readonly record struct PersonFacts(IReadOnlyDictionary<string, IReadOnlyList<string>> Values, string? Age, string? Ward);

/// <summary>A scheme's condition as a rule over facts.</summary>
public abstract record EligibilityRule
{
    /// <summary>Yes, no, or unknown for this person.</summary>
    public abstract Ternary Evaluate(PersonFacts facts);

    /// <summary>Names of the facts that it looks at.</summary>
    public abstract IEnumerable<string> Facts { get; }
}

/// <summary>Every part must hold.</summary>
internal sealed record AllConditions(ImmutableArray<EligibilityRule> Parts) : EligibilityRule
{
    public override IEnumerable<string> Facts => Parts.SelectMany(p => p.Facts);

    public override Ternary Evaluate(PersonFacts facts)
    {
        var result = Ternary.Yes;
        foreach (var part in Parts)
        {
            var value = part.Evaluate(facts);
            if (value == Ternary.No)
                return Ternary.No;
            if (value == Ternary.Unknown)
                result = Ternary.Unknown;
        }
        return result;
    }
}

/// <summary>One part is enough.</summary>
internal sealed record AnyCondition(ImmutableArray<EligibilityRule> Parts) : EligibilityRule
{
    public override IEnumerable<string> Facts => Parts.SelectMany(p => p.Facts);

    public override Ternary Evaluate(PersonFacts facts)
    {
        var result = Ternary.No;
        foreach (var part in Parts)
        {
            var value = part.Evaluate(facts);
            if (value == Ternary.Yes)
                return Ternary.Yes;
            if (value == Ternary.Unknown)
                result = Ternary.Unknown;
        }
        return result;
    }
}

/// <summary>
/// <c>fact=value</c> or <c>fact in (a,b)</c>. <c>city=kyoto</c> is read from the ward. Another value than the one asked for says nothing:
/// who lost a job (<c>job=lost</c>) may have lost it against their will (<c>job=lost_involuntary</c>), and a certificate
/// (<c>disability=yes</c>) may be one for a severe disability. Only a plain <c>no</c> contradicts.
/// </summary>
internal sealed record FactIs(string Fact, ImmutableArray<string> Allowed) : EligibilityRule
{
    private static readonly string[] LivingTogether = ["partner", "child", "parent", "other"];

    public override IEnumerable<string> Facts => [Fact];

    public override Ternary Evaluate(PersonFacts facts)
    {
        if (Fact == "city")
            return Wards.IsInCity(facts.Ward) ? Ternary.Yes : facts.Ward == Wards.Outside ? Ternary.No : Ternary.Unknown;
        if (!facts.Values.TryGetValue(Fact, out var said) || said.Count == 0)
            return Ternary.Unknown;
        foreach (var value in said)
        {
            if (Allowed.Contains(value))
                return Ternary.Yes;
        }
        // Who lives with somebody does not live alone. It says nothing about other households: who lives with a parent may well be a single parent.
        if (Fact == "household" && Allowed is ["alone"] && said.Any(LivingTogether.Contains))
            return Ternary.No;
        var contradicted = Allowed.Contains("no") ? said.Contains("yes") : said.All(static value => value == "no");
        return contradicted ? Ternary.No : Ternary.Unknown;
    }
}

/// <summary>
/// <c>15&lt;=age&lt;=49</c>: certain, impossible, or open for a band that lies across the border. With the fact <c>age_of=other</c> the worry is
/// about somebody else than the one whose age is known (a daughter of 35 asks for her father): the age then says nothing.
/// </summary>
internal sealed record AgeBetween(int From, int To) : EligibilityRule
{
    public override IEnumerable<string> Facts => ["age"];

    public override Ternary Evaluate(PersonFacts facts)
    {
        if (!AgeBands.TryGet(facts.Age, out var from, out var to) || (facts.Values.TryGetValue("age_of", out var whose) && whose.Contains("other")))
            return Ternary.Unknown;
        if (to < From || from > To)
            return Ternary.No;
        return from >= From && to <= To ? Ternary.Yes : Ternary.Unknown;
    }
}

/// <summary>A comparison of something that no question asks (income, a child's age): never known here.</summary>
internal sealed record NotAsked(string Fact) : EligibilityRule
{
    public override IEnumerable<string> Facts => [Fact];

    public override Ternary Evaluate(PersonFacts facts) => Ternary.Unknown;
}
