using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>A suspicion sees what the alarm sees and a little more, and makes nothing worse of it.</summary>
public sealed class SuspicionTests
{
    private static readonly LocalTextUnderstanding Honest = Content.Honest();

    private static IEnumerable<(CrisisClass? Class, string Text)> Unseen => Content.Loaded.Understanding.Danger.Where(d => Halves.IsHeldOut(d.Text));

    [Fact]
    public void A_sentence_that_gives_no_alarm_by_itself_is_suspected()
    {
        const string text = "全部片づけて、もう準備はできました";
        Assert.Null(Honest.RecognizeCrisis(text, Locale.Japanese));
        Assert.Equal(new CrisisSignal(CrisisClass.SuicideRisk, false, CrisisUrgency.Concern), Honest.SuspectCrisis(text, Locale.Japanese));
    }

    [Fact]
    public void Where_there_is_an_alarm_the_suspicion_is_the_same_and_else_at_most_a_concern()
    {
        foreach (var (_, text) in Unseen)
        {
            var suspicion = Honest.SuspectCrisis(text, Locale.Japanese);
            if (Honest.RecognizeCrisis(text, Locale.Japanese) is { } alarm)
                Assert.Equal(alarm, suspicion);
            else if (suspicion is not null)
                Assert.Equal(CrisisUrgency.Concern, suspicion.Urgency);
        }
    }

    [Fact]
    public void Few_harmless_sentences_are_suspected_even_before_an_analyser_has_a_say()
    {
        var harmless = Unseen.Where(d => d.Class is null).ToList();
        Assert.InRange(harmless.Count(d => Honest.SuspectCrisis(d.Text, Locale.Japanese) is not null), 0, harmless.Count / 10);
    }
}
