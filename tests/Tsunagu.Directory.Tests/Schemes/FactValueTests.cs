namespace Tsunagu.Directory.Tests.Schemes;

public sealed class FactValueTests
{
    [Theory]
    [InlineData("job=lost", "job", "lost", Ternary.Yes)]
    [InlineData("job=lost_involuntary", "job", "lost", Ternary.Unknown)]
    [InlineData("disability=severe", "disability", "yes", Ternary.Unknown)]
    [InlineData("pregnant=yes", "pregnant", "unplanned", Ternary.Unknown)]
    [InlineData("pregnant=yes", "pregnant", "no", Ternary.No)]
    [InlineData("student=no", "student", "no", Ternary.Yes)]
    [InlineData("student=no", "student", "yes", Ternary.No)]
    [InlineData("household=alone", "household", "alone", Ternary.Yes)]
    [InlineData("household=alone", "household", "partner", Ternary.No)]
    [InlineData("household=single_parent", "household", "parent", Ternary.Unknown)]
    [InlineData("household in (alone,elderly_only)", "household", "partner", Ternary.Unknown)]
    [InlineData("work=not_working", "work", "seeking", Ternary.Unknown)]
    [InlineData("work=not_working", "money", "trouble", Ternary.Unknown)]
    public void Another_value_says_nothing_and_only_a_plain_no_contradicts(string condition, string fact, string said, Ternary expected)
    {
        Assert.True(EligibilityParser.TryParse(condition, out var rule, out _));

        Assert.Equal(expected, rule.Evaluate(Person(fact, said)));
    }

    [Fact]
    public void A_worry_that_says_yes_outweighs_a_no_tapped_elsewhere()
    {
        Assert.True(EligibilityParser.TryParse("foreign=yes", out var rule, out _));

        Assert.Equal(Ternary.Yes, rule.Evaluate(Person("foreign", "yes", "no")));
    }

    [Theory]
    [InlineData("age>=65", null, Ternary.No)]
    [InlineData("age>=65", "other", Ternary.Unknown)]
    [InlineData("age<=64", null, Ternary.Yes)]
    [InlineData("age<=64", "other", Ternary.Unknown)]
    public void The_age_of_the_one_who_asks_says_nothing_about_somebody_else(string condition, string? ageOf, Ternary expected)
    {
        Assert.True(EligibilityParser.TryParse(condition, out var rule, out _));
        var carer = Person("age_of", ageOf is null ? [] : [ageOf]) with { Age = "30-39" };

        Assert.Equal(expected, rule.Evaluate(carer));
    }

    private static PersonFacts Person(string fact, params string[] said) =>
        new(new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal) { [fact] = said }, Age: null, Ward: null);
}
