using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.Tools.Checks;
using Tsunagu.Tools.Commands;

namespace Tsunagu.Tools.Tests;

public class UsedTextsTests
{
    private static readonly Sources Real = Sources.Find(AppContext.BaseDirectory, AppContext.BaseDirectory);
    private static readonly UsedTexts Used = UsedTexts.Read(AppContext.BaseDirectory, Real.Root);

    [Theory]
    [InlineData("retry.1")]
    [InlineData("command.back")]
    [InlineData("resume.option.continue")]
    [InlineData("crisis.self-harm.third")]
    [InlineData("month.12")]
    public void A_message_that_the_code_says_or_puts_together_is_used(string key) => Assert.True(Used.Uses(key));

    [Theory]
    [InlineData("no-such-message")]
    [InlineData("month.13")]
    [InlineData("crisis.boredom.self")]
    [InlineData("command.dance")]
    public void A_message_that_nothing_says_is_not_used(string key) => Assert.False(Used.Uses(key));

    /// <summary>A beginning that stands in no code any more would hide texts that nothing says.</summary>
    [Fact]
    public void Every_declared_family_begins_as_the_code_begins_it() =>
        Assert.All(UsedTexts.Families.Keys, begin => Assert.Contains(begin, Used.Literals));

    [Fact]
    public void Every_declared_family_has_a_text() =>
        Assert.All(UsedTexts.Families.Keys, begin => Assert.Contains(HandbookLoader.Load(Real.Handbook).Texts.Keys(Locale.Japanese), k => k.StartsWith(begin, StringComparison.Ordinal)));

    [Fact]
    public void A_leftover_text_is_told()
    {
        var texts = new HandbookTexts([new LocaleTexts { Locale = Locale.Japanese, Messages = new Dictionary<string, string> { ["retry.1"] = "", ["left-over"] = "" } }]);
        Assert.Contains("left-over", Assert.Single(CheckCommand.UnusedMessages(texts, Used)), StringComparison.Ordinal);
    }
}
