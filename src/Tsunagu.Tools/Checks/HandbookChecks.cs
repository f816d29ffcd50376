using System.Globalization;
using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Tools.Checks;

/// <summary>What the loader cannot see: options that nobody reaches, that change nothing, and paths that end without help.</summary>
public static class HandbookChecks
{
    /// <summary>Characters of a button on LINE (DESIGN section 2).</summary>
    private const int LongestLabel = 20;

    /// <summary>Options that no journey offers, found by walking them all.</summary>
    public static IEnumerable<string> Unreachable(HandbookWalk walk) => walk.Unreachable.Select(dead => string.Create(CultureInfo.InvariantCulture,
        $"{dead.Option.Source}: the option {dead.Option.Id} of {dead.Question.Id} is offered on none of {walk.Journeys} journeys — mend its rule or its question's, or take it away"));

    /// <summary>Options that tell the recommendation nothing and that no rule looks at. "None of these" and chosen groups need no effect.</summary>
    public static IEnumerable<string> WithoutEffect(Handbook handbook)
    {
        var looked = handbook.Questions
            .SelectMany(question => question.Rules)
            .Concat(handbook.Additions.Select(addition => addition.When))
            .SelectMany(rule => rule.QuestionIds)
            .ToHashSet(StringComparer.Ordinal);
        return handbook.Questions
            .Where(question => question.Id != Handbook.GroupsQuestion && question.OptionsFrom is null && !looked.Contains(question.Id))
            .SelectMany(question => question.Options
                .Where(option => !option.Exclusive && option.Marks.Count == 0 && IsEmpty(option.Effects)
                    && (question.GroupId is null || handbook.FindWorry(option.Id) is not { } worry || (worry.Marks.Count == 0 && IsEmpty(worry.Effects))))
                .Select(option => $"{option.Source}: the option {option.Id} of {question.Id} has no effect — give it one, or take it away"));
    }

    /// <summary>Words of commands are buttons in every language; they have no short form besides.</summary>
    public static IEnumerable<string> LongCommands(HandbookTexts texts) =>
        from locale in texts.Locales
        from key in texts.Keys(locale)
        where key.StartsWith("command.", StringComparison.Ordinal)
        let length = new StringInfo(texts.Message(locale, key)).LengthInTextElements
        where length > LongestLabel
        select string.Create(CultureInfo.InvariantCulture, $"locales/{locale.Tag}/messages.yaml:1: {key} has {length} characters — a button holds {LongestLabel}: shorten it");

    /// <summary>The Law of DESIGN section 6.</summary>
    public static IEnumerable<string> Law(LawReport report) =>
        report.Unproved.Concat(report.Breaches.Select(breach => $"windows.csv:1: {breach} — give it a window whose hours were seen, or keep {Recommender.LastResort} open"));

    private static bool IsEmpty(Effects effects) =>
        effects.Needs.Count + effects.Schemes.Count + effects.Targets.Count + effects.Ways.Count + effects.When.Count + effects.Languages.Count + effects.Facts.Count == 0
        && effects.Ward is null && effects.Age is null && effects.About is null && effects.Urgency is null;
}
