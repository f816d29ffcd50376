using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests;

/// <summary>What is remembered must be what would be found out anew: with the real windows, over a day and a New Year's night.</summary>
public sealed class MattersMemoTests
{
    private static readonly DirectorySnapshot Windows = Real.Parts.Directory.Current;

    private static readonly Answers[] People =
    [
        Answers.Empty.With("age", "30-39").With("ward", "kita").With("groups", "money").With("worries-money", "money-02"),
        Answers.Empty.With("age", "75+").With("ward", "fushimi"),
        Answers.Empty,
    ];

    [Fact]
    public void Until_the_next_change_the_same_is_shown()
    {
        foreach (var from in new[] { Real.Morning, Real.NewYear }.SelectMany(d => Enumerable.Range(0, 8).Select(n => d.AddMinutes(n * 173))))
        {
            var until = MattersMemo.NextChange(Windows, from);
            Assert.True(until > from);
            foreach (var answers in People)
                Assert.Equal(Show(from, answers), Show(until.AddMinutes(-1), answers));
        }
    }

    [Fact]
    public void Then_a_window_opens_or_closes_or_a_day_begins()
    {
        var changes = 0;
        for (var at = Real.Morning; at < Real.Morning.AddHours(24); at = MattersMemo.NextChange(Windows, at))
        {
            var until = MattersMemo.NextChange(Windows, at);
            var changed = !States(until.AddMinutes(-1)).SequenceEqual(States(until));
            Assert.True(changed || until == JapanTime.At(JapanTime.Day(until), 0), $"nothing changes at {until}");
            changes += changed ? 1 : 0;
        }

        Assert.True(changes > 2, "windows open and close on a working day");
    }

    [Fact]
    public void It_is_shared_until_then_and_not_longer()
    {
        var until = MattersMemo.NextChange(Windows, Real.Morning);
        var first = MattersMemo.For(Real.Parts, Windows, Real.Morning);
        Assert.Same(first, MattersMemo.For(Real.Parts, Windows, until.AddTicks(-1)));
        Assert.NotSame(first, MattersMemo.For(Real.Parts, Windows, until));
        Assert.NotSame(first, MattersMemo.For(Real.Parts with { Recommender = new Recommender() }, Windows, Real.Morning));
    }

    private static IEnumerable<OpenKind> States(DateTimeOffset at) =>
        Windows.Services.SelectMany(s => new[] { s.Hours, s.ChatHours }, (s, hours) => hours?.At(at, Windows.Holidays, s.ValidFrom, s.ValidTo).Kind ?? OpenKind.Unknown);

    private static Shown Show(DateTimeOffset at, Answers answers) => new MattersCheck(Real.Parts, Windows, at).Show(answers);
}
