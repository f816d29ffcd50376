using Tsunagu.Dialogs.Tests.Fixtures;

namespace Tsunagu.Dialogs.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task A_talk_goes_from_the_greeting_to_windows()
    {
        var talk = await Real.Talk().Start();
        Assert.Equal("for-whom", talk.Asked);
        TestContext.Current.TestOutputHelper!.WriteLine(talk.Words);
        foreach (var (q, o) in new (string, string[])[] { ("for-whom", ["self"]), ("age", ["30-39"]), ("ward", ["kita"]), ("groups", ["money"]), ("worries-money", ["money-02"]) })
        {
            Assert.Equal(q, talk.Asked);
            await talk.Answer(o);
            TestContext.Current.TestOutputHelper!.WriteLine(talk.Words);
        }
        while (talk.Last.Question!.Step > 0)
        {
            TestContext.Current.TestOutputHelper!.WriteLine(talk.Asked!);
            await talk.Answer();
        }
        TestContext.Current.TestOutputHelper!.WriteLine(talk.Words);
        foreach (var c in talk.Said[0].ToJson().Split("},{")) TestContext.Current.TestOutputHelper!.WriteLine(c);
    }
}
