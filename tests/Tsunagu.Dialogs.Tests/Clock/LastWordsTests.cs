using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests.Clock;

/// <summary>The end of a talk: nobody leaves without somebody who answers, and nothing about violence stays on the screen.</summary>
public sealed class LastWordsTests
{
    public static TheoryData<string> Languages => [.. Locale.All.Select(l => l.Tag)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Who_stops_before_the_result_leaves_with_one_line_that_answers_then(string tag)
    {
        var talk = await Places.Reach(OwnQuestions.Stopped, Real.NewYear, tag);
        var line = Assert.Single(talk.Last.Cards);
        Assert.Equal(MessageCard.StateOpen, line.StateKind);
        Assert.Contains(line.Actions, a => a.Type == ActionTypes.Call);
        Assert.Equal(Say(tag, "after-hours.now", ("now", new SlowWords(Locale.ParseOrJapanese(tag), Real.NewYear).Now)), talk.Last.Question!.Hint);
    }

    [Fact]
    public async Task Who_stops_after_words_of_danger_has_its_lines_above_and_no_other()
    {
        var talk = await Places.Reach(OwnQuestions.GoOn);
        await talk.Tap("stop");
        Assert.Equal(OwnQuestions.Stopped, talk.Asked);
        Assert.Empty(talk.Last.Cards);
    }

    [Fact]
    public async Task After_violence_the_end_names_no_window()
    {
        var talk = await Real.Talk(Real.NewYear).Start();
        await talk.Walk(Talk.Answers(("for-whom", ["self"]), ("age", ["30-39"]), ("ward", ["kita"]), ("groups", ["violence"]), ("worries-violence", ["violence-01"])));
        Assert.Equal(OwnQuestions.Helpful, talk.Asked);
        await talk.Tap("yes");
        Assert.Equal(OwnQuestions.Done, talk.Asked);
        Assert.Null(talk.Last.Question!.Hint);
    }

    [Fact]
    public async Task Who_says_a_word_of_violence_and_stops_sees_no_window_either()
    {
        var talk = await Places.Reach("age");
        await talk.Type("夫に殴られています");
        await talk.Command(Commands.Stop);
        Assert.Equal(OwnQuestions.Stopped, talk.Asked);
        Assert.Empty(talk.Last.Cards);
        Assert.Null(talk.Last.Question!.Hint);
    }

    [Fact]
    public void A_window_that_is_only_a_chat_says_when_its_chat_opens()
    {
        var real = Real.Parts.Directory.Current;
        var chat = real.Services.First(s => s is { Phones: [], ChatUrl: not null, Hours: null, HoursSeen: true }) with { ChatHours = OpeningHours.Parse("Mon-Fri 12:00-22:00; PH off") };
        var parts = Real.Parts with { Directory = new Only(new DirectorySnapshot("chat", real.AsOf, [chat], [], [], [], real.Holidays)) };
        Assert.Equal(
            Say("ja", "open.chat", ("state", Say("ja", "open.opens", ("time", Say("ja", "time.today", ("time", "12:00")))))),
            new NamedWindows(parts, new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Real.Morning)).Find(chat.Id, Locale.Japanese)!.Card.State);
    }

    private static string Say(string tag, string key, params (string Name, string Value)[] args) =>
        Real.Parts.Texts.Message(Locale.ParseOrJapanese(tag), key, args.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal));

    private sealed class Only(DirectorySnapshot current) : IServiceDirectory
    {
        public DirectorySnapshot Current => current;
    }
}
