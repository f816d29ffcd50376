using Tsunagu.Handbooks;

namespace Tsunagu.Tools.Drawing;

/// <summary>A rule in one line, in the words of the content files.</summary>
public static class RuleText
{
    /// <summary>The rule's words; parts that are joined by another word than their parent's stand in parentheses.</summary>
    public static string Of(Rule rule) => rule switch
    {
        Always => "always",
        All all => string.Join(" and ", all.Parts.Select(Part)),
        Any any => string.Join(" or ", any.Parts.Select(Part)),
        Not not => "not " + Part(not.Part),
        Answered answered => $"{answered.QuestionId} answered",
        Is one => $"{one.QuestionId} is {one.OptionId}",
        In many => $"{many.QuestionId} in {string.Join(", ", many.OptionIds)}",
        Count { AtMost: int.MaxValue } count => $"{count.AtLeast} or more of {count.QuestionId}",
        Count count => $"{count.AtLeast} to {count.AtMost} of {count.QuestionId}",
        Marked marked => $"marked {marked.Mark}",
        Schemes schemes => $"{schemes.AtLeast} or more schemes",
        Round round => $"round {round.GroupId}",
        _ => throw new ArgumentException($"{rule.GetType().Name} has no words yet; add them to {nameof(RuleText)}.", nameof(rule)),
    };

    private static string Part(Rule rule) => rule is All or Any ? $"({Of(rule)})" : Of(rule);
}
