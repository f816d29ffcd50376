using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>The labelled sentences of tests/fixtures/crisis-tests.csv against the real lexicon.</summary>
public sealed class CrisisRecognizerTests
{
    private static readonly LocalTextUnderstanding Understanding = Content.Understanding;

    private sealed record Case(string Text, string Expected, string About, string Also);

    private static readonly Case[] Cases =
        [.. File.ReadLines(Path.Combine(Content.Root, "tests", "fixtures", "crisis-tests.csv")).Skip(1).Where(l => l.Length > 0)
            .Select(l => l.Split(',')).Select(f => new Case(f[1], f[2], f[3], f[5]))];

    private static string Seen(Case c) => Understanding.RecognizeCrisis(c.Text, Locale.Japanese)?.Class.ToWire() ?? "none";

    public static TheoryData<string, double> Floors => new()
    {
        { "suicide-risk", 0.98 }, { "self-harm", 0.98 }, { "overdose", 0.98 }, { "sexual-violence", 0.98 }, { "acute-medical", 0.98 },
        { "dv", 0.95 }, { "child-abuse", 0.95 }, { "elder-abuse", 0.95 },
    };

    [Theory]
    [MemberData(nameof(Floors))]
    public void Danger_is_recognised(string crisisClass, double floor)
    {
        var cases = Cases.Where(c => c.Expected == crisisClass).ToList();
        var missed = cases.Where(c => Seen(c) != crisisClass && Seen(c) != c.Also).ToList();
        Assert.True(1 - (double)missed.Count / cases.Count >= floor, string.Join('\n', missed.Select(c => $"{c.Text} → {Seen(c)}")));
    }

    [Fact]
    public void Ordinary_sentences_raise_an_alarm_in_at_most_one_case_of_twenty()
    {
        var cases = Cases.Where(c => c.Expected == "none").ToList();
        var alarms = cases.Where(c => Seen(c) != "none").ToList();
        Assert.True((double)alarms.Count / cases.Count <= 0.05, string.Join('\n', alarms.Select(c => $"{c.Text} → {Seen(c)}")));
    }

    [Fact]
    public void Who_is_meant_is_right_in_nine_of_ten_cases()
    {
        var cases = Cases.Where(c => c.Expected != "none" && Seen(c) != "none").ToList();
        var wrong = cases.Where(c => Understanding.RecognizeCrisis(c.Text, Locale.Japanese)!.ThirdPerson != (c.About == "third")).ToList();
        Assert.True((double)wrong.Count / cases.Count <= 0.1, string.Join('\n', wrong.Select(c => $"{c.Text}: {c.About}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\ud83d")]
    [InlineData("😀😀😀")]
    public void Nothing_to_read_is_no_danger(string text) => Assert.Null(Understanding.RecognizeCrisis(text, Locale.Japanese));

    [Fact]
    public void A_wall_of_one_letter_is_read_in_time() => Assert.Null(Understanding.RecognizeCrisis(new string('あ', 5000), Locale.Japanese));
}
