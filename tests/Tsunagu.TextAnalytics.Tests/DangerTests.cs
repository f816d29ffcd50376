using System.Text;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>Danger on the sentences of <c>safety/sentences</c>, on the half that no rule and no model was made by, and mutated.</summary>
public sealed class DangerTests
{
    private static readonly IReadOnlyList<DangerSentence> Sentences = DangerSentence.Load(Path.Combine(Content.Root, "dialogs", "handbook"));
    private static readonly Lazy<LocalTextUnderstanding> Honest = new(Content.Honest);

    public static TheoryData<string> Classes => [.. Enum.GetValues<CrisisClass>().Select(c => c.ToWire())];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Held_out_danger_is_seen(string crisisClass)
    {
        var held = Sentences.Where(s => s.HeldOut && s.Class == crisisClass).ToList();
        Assert.True(held.Count >= 20, $"{held.Count} sentences of {crisisClass} say too little.");
        AtLeast(0.9, held.Where(s => s.Direct));
        AtLeast(0.9, held.Where(s => !s.Direct));
    }

    [Fact]
    public void Held_out_harmless_sentences_raise_an_alarm_in_at_most_one_case_of_twenty()
    {
        var harmless = Sentences.Where(s => s.HeldOut && s.Class == "none").ToList();
        var alarms = harmless.Where(s => Honest.Value.RecognizeCrisis(s.Text, Locale.Japanese) is not null).ToList();
        Assert.True(alarms.Count <= harmless.Count * 0.05, string.Join('\n', alarms.Select(s => s.Text)));
    }

    /// <summary>What docs/safety.md tells of sentences that neither rules nor the model saw must not get worse. The aims are higher: 99 %, 90 % and 5 %.</summary>
    [Fact]
    public void Fresh_sentences_are_met_no_worse_than_published()
    {
        var fresh = DangerSentence.LoadFresh(Path.Combine(Content.Root, "dialogs", "handbook")).GroupBy(s => s.Class == "none" ? "none" : s.Direct ? "plain" : "indirect")
            .ToDictionary(g => g.Key, g => (double)g.Count(s => Content.Understanding.RecognizeCrisis(s.Text, Locale.Japanese) is not null) / g.Count(), StringComparer.Ordinal);
        Assert.True(fresh["plain"] >= 0.94 && fresh["indirect"] >= 0.75 && fresh["none"] <= 0.08, string.Join(", ", fresh));
    }

    [Fact]
    public void Fresh_sentences_were_never_learnt_from()
    {
        var known = Sentences.Select(s => s.Text).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(DangerSentence.LoadFresh(Path.Combine(Content.Root, "dialogs", "handbook")).Where(s => known.Contains(s.Text)).Select(s => s.Text));
    }

    [Fact]
    public void A_false_alarm_never_ends_in_the_red_emergency_reply()
    {
        var red = Sentences.Where(s => s.Class == "none" && Honest.Value.RecognizeCrisis(s.Text, Locale.Japanese)?.Urgency == CrisisUrgency.Imminent).ToList();
        Assert.True(red.Count == 0, string.Join('\n', red.Select(s => s.Text)));
    }

    [Theory]
    [InlineData("wide and blank")]
    [InlineData("dots")]
    [InlineData("katakana")]
    [InlineData("ends")]
    [InlineData("picture inside")]
    [InlineData("long cry")]
    [InlineData("said before")]
    public void Mutated_danger_is_seen(string mutation)
    {
        var direct = Sentences.Where(s => s.Direct && s.Class != "none" && s.Text.Any(c => c is >= 'ぁ' and <= 'ん') && Honest.Value.RecognizeCrisis(s.Text, Locale.Japanese) is not null).ToList();
        var missed = direct.Where(s => Honest.Value.RecognizeCrisis(Mutate(s.Text, mutation), Locale.Japanese) is null).ToList();
        Assert.True(missed.Count <= direct.Count * 0.02, string.Join('\n', missed.Select(s => Mutate(s.Text, mutation))));
    }

    [Theory]
    [InlineData("死に○い", null)]
    [InlineData("○にたい", CrisisClass.SuicideRisk)]
    [InlineData("死◯たい", CrisisClass.SuicideRisk)]
    [InlineData("自○したい", CrisisClass.SuicideRisk)]
    [InlineData("レ○プされた", CrisisClass.SexualViolence)]
    [InlineData("リス●した", CrisisClass.SelfHarm)]
    [InlineData("夫に殴○れた", CrisisClass.Dv)]
    [InlineData("shinitai", CrisisClass.SuicideRisk)]
    [InlineData("otto ni nagurareta", CrisisClass.Dv)]
    [InlineData("ﾀﾋにたい", CrisisClass.SuicideRisk)]
    [InlineData("死、にたい", CrisisClass.SuicideRisk)]
    [InlineData("toi muon chet", CrisisClass.SuicideRisk)]
    [InlineData("Tôi muốn chết", CrisisClass.SuicideRisk)]
    [InlineData("I want to die", CrisisClass.SuicideRisk)]
    [InlineData("我想死", CrisisClass.SuicideRisk)]
    [InlineData("죽고 싶어요", CrisisClass.SuicideRisk)]
    public void Hidden_letters_other_scripts_and_languages_are_read_whatever_the_talk_is_in(string text, CrisisClass? expected)
    {
        foreach (var locale in Locale.All)
        {
            var seen = Content.Understanding.RecognizeCrisis(text, locale);
            if (expected is { } danger)
                Assert.Equal(danger, seen?.Class);
        }
    }

    [Fact]
    public void An_exclusion_cancels_only_its_own_hit()
    {
        Assert.Null(Content.Understanding.RecognizeCrisis("死にたいとは思っていません", Locale.Japanese));
        Assert.Equal(CrisisClass.SuicideRisk, Content.Understanding.RecognizeCrisis("死にたいとは思っていません。でも消えたい", Locale.Japanese)?.Class);
        Assert.Equal(CrisisClass.SuicideRisk, Content.Understanding.RecognizeCrisis("自殺防止の本を読んだけど、やっぱり死にたい", Locale.Japanese)?.Class);
    }

    [Fact]
    public void Odd_input_is_read_without_an_error()
    {
        string[] odd =
        [
            "", " ", "\ud83d", "😀😀😀", new('あ', 5000), new('死', 5000), string.Concat(Enumerable.Repeat("夫に子どもが薬を", 700)), "\0\u0001\u0002\u202E", "(((((((((((", "死\u0301\u0301に",
            string.Concat(Enumerable.Repeat("a ", 2500)), "العربية русский ไทย हिन्दी", new string('○', 5000),
        ];
        foreach (var text in odd)
        {
            _ = Content.Understanding.RecognizeCrisis(text, Locale.Japanese);
            _ = Content.Understanding.UnderstandWorries(text, Locale.Japanese);
            Assert.NotNull(Content.Understanding.InterpretAnswer(text, new AnswerContext([new AnswerOption("a", 1, "はい", null, []), new AnswerOption("b", 2, "いいえ", null, [])], false, Locale.Japanese)));
        }
    }

    private static void AtLeast(double floor, IEnumerable<DangerSentence> sentences)
    {
        var all = sentences.ToList();
        var missed = all.Where(s => Honest.Value.RecognizeCrisis(s.Text, Locale.Japanese) is null).ToList();
        Assert.True(1 - (double)missed.Count / Math.Max(all.Count, 1) >= floor, string.Join('\n', missed.Select(s => s.Text)));
    }

    private static string Mutate(string text, string mutation) => mutation switch
    {
        "wide and blank" => string.Join('　', text.EnumerateRunes()),
        "dots" => string.Join('・', text.EnumerateRunes()),
        "katakana" => string.Concat(text.Select(c => c is >= 'ぁ' and <= 'ゖ' ? (char)(c + 0x60) : c)),
        "ends" => text.TrimEnd('。') + "…😭。",
        "picture inside" => new StringBuilder(text).Insert(text.Length / 2, "💔").ToString(),
        "long cry" => text + "ーーーーっっっ",
        _ => "実は、" + text,
    };
}
