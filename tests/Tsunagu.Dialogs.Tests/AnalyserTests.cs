using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests;

/// <summary>What an analyser outside finds may only add: remind, propose, raise. And it is shown as little as possible.</summary>
public sealed class AnalyserTests
{
    private const string Name = "山田花子と申します、よろしくお願いします";

    // Too faint for an alarm by itself; together with very bad words it is asked after.
    private const string Faint = "もう全部どうでもよくなってきた、疲れたし先のことも考えられない";

    private readonly Analyser _analyser = new();

    private HandbookParts Parts => Real.Parts with { Analyser = _analyser, Understanding = new Suspicious(Real.Parts.Understanding) };

    private Talk Fresh() => new(Parts, new FakeTimeProvider(Real.Morning));

    private Task<Talk> Begin() => Fresh().Start();

    private Task<Talk> AtGroups() => Fresh().StartToGroups();

    [Fact]
    public async Task The_person_is_told_at_the_start_that_words_are_looked_at_outside()
    {
        Assert.Contains("analyser-notice", (await Begin()).Ids);
        Assert.DoesNotContain("analyser-notice", (await Real.Talk().Start()).Ids);
    }

    [Fact]
    public async Task Names_need_not_be_written_is_said_once()
    {
        _analyser.Finds = new TextFindings { PersonalData = true };
        var talk = await (await AtGroups()).Type(Name);
        Assert.Equal("personal-data", talk.Ids[^2]);
        Assert.Equal("groups", talk.Asked);
        Assert.Contains("お名前や住所は書かなくて大丈夫です", talk.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("personal-data", (await talk.Type(Name)).Ids);
    }

    [Fact]
    public async Task A_reminder_is_never_in_the_way_of_a_sign_of_danger()
    {
        _analyser.Finds = new TextFindings { PersonalData = true, Distress = true };
        var talk = await (await AtGroups()).Type(Faint);
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
        Assert.DoesNotContain("personal-data", talk.Ids);
    }

    [Fact]
    public async Task Key_phrases_add_a_choice_without_a_tick()
    {
        const string typed = "夫の介護で眠れない毎日です";
        var plain = await (await AtGroups()).Type(typed);
        _analyser.Finds = new TextFindings { KeyPhrases = ["家賃が払えない", "追い出されそう"] };
        var talk = await (await AtGroups()).Type(typed);
        var added = talk.Last.Question!.Options.Select(o => o.Id).Except(plain.Last.Question!.Options.Select(o => o.Id), StringComparer.Ordinal).ToList();
        Assert.NotEmpty(added);
        Assert.Equal(plain.Last.Question.Chosen, talk.Last.Question.Chosen);
        Assert.Equal(plain.Last.Question.Options[0].Id, talk.Last.Question.Options[0].Id);
    }

    [Fact]
    public async Task Key_phrases_alone_tick_nothing()
    {
        _analyser.Finds = new TextFindings { KeyPhrases = ["家賃が払えない", "追い出されそう"] };
        var talk = await (await AtGroups()).Type("zzzz qqqq");
        Assert.Equal(OwnQuestions.OwnWords, talk.Asked);
        Assert.Empty(talk.Last.Question!.Chosen);
    }

    [Fact]
    public async Task Very_bad_words_and_a_faint_suspicion_together_raise_the_alarm()
    {
        Assert.Null(Real.Parts.Understanding.RecognizeCrisis(Faint, Locale.Japanese));
        Assert.NotEqual(OwnQuestions.Safe, (await (await AtGroups()).Type(Faint)).Asked);
        _analyser.Finds = new TextFindings { Distress = true };
        Assert.Equal(OwnQuestions.Safe, (await (await AtGroups()).Type(Faint)).Asked);
    }

    [Theory]
    [InlineData("お金がなくて毎日つらいです")]
    [InlineData("近所の犬がうるさくて困っています")]
    public async Task Very_bad_words_alone_raise_nothing(string typed)
    {
        _analyser.Finds = new TextFindings { Distress = true };
        Assert.NotEqual(OwnQuestions.Safe, (await (await AtGroups()).Type(typed)).Asked);
    }

    [Fact]
    public async Task An_alarm_is_never_lowered_and_its_words_go_nowhere()
    {
        var talk = await (await AtGroups()).Type("死にたい");
        Assert.Equal(OwnQuestions.Safe, talk.Asked);
        Assert.Empty(_analyser.Seen);
    }

    [Theory]
    [InlineData("戻る")]
    [InlineData("40代です")]
    [InlineData("消して")]
    [InlineData("2")]
    [InlineData("人と話したい")]
    public async Task Answers_and_commands_that_are_understood_here_go_nowhere(string typed)
    {
        var talk = await Begin();
        await talk.Tap("self");
        Assert.Equal("age", talk.Asked);
        await talk.Type(typed);
        Assert.Empty(_analyser.Seen);
    }

    [Fact]
    public async Task The_first_words_of_a_talk_go_nowhere_because_nobody_was_told_yet()
    {
        var talk = new Talk(Parts, new FakeTimeProvider(Real.Morning));
        await talk.Type(Name);
        Assert.Contains("analyser-notice", talk.Ids);
        Assert.Empty(_analyser.Seen);
        await talk.Type(Name);
        Assert.Equal([Name], _analyser.Seen);
    }

    [Fact]
    public async Task Words_to_which_only_buttons_answer_go_nowhere()
    {
        var talk = await Begin();
        await talk.Send(new Activity(ActivityTypes.Message) { Text = Name, ChannelData = new JsonObject { [PersonInput.ChoicesOnlyField] = true } });
        Assert.Contains("choices-only", talk.Ids);
        Assert.Empty(_analyser.Seen);
    }

    [Fact]
    public async Task After_a_pause_words_of_who_may_be_somebody_else_go_nowhere()
    {
        var talk = await AtGroups();
        talk.Clock.Advance(TimeSpan.FromHours(1));
        await talk.Type(Name);
        Assert.Equal(OwnQuestions.Resume, talk.Asked);
        await talk.Type(Name);
        Assert.Empty(_analyser.Seen);
    }

    [Fact]
    public async Task Nothing_of_what_was_found_is_kept()
    {
        _analyser.Finds = new TextFindings { PersonalData = true, KeyPhrases = ["家賃が払えない"] };
        var talk = await (await AtGroups()).Type(Name);
        var kept = System.Text.Encoding.UTF8.GetString(talk.State);
        Assert.DoesNotContain("家賃", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("山田", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("\\u5BB6", kept, StringComparison.Ordinal);
    }

    /// <summary>The real understanding, and a suspicion of one sentence.</summary>
    private sealed class Suspicious(ITextUnderstanding inner) : ITextUnderstanding
    {
        public CrisisSignal? RecognizeCrisis(string text, Locale locale) => inner.RecognizeCrisis(text, locale);

        public CrisisSignal? SuspectCrisis(string text, Locale locale) =>
            text == Faint ? new CrisisSignal(CrisisClass.SuicideRisk, false, CrisisUrgency.Concern) : inner.SuspectCrisis(text, locale);

        public AnswerInterpretation InterpretAnswer(string text, AnswerContext context) => inner.InterpretAnswer(text, context);

        public WorryUnderstanding UnderstandWorries(string text, Locale locale) => inner.UnderstandWorries(text, locale);
    }

    private sealed class Analyser : ITextAnalyser
    {
        public TextFindings Finds { get; set; } = TextFindings.None;

        public List<string> Seen { get; } = [];

        public ValueTask<TextFindings> AnalyseAsync(string text, Locale locale, CancellationToken cancellationToken)
        {
            Seen.Add(text);
            return ValueTask.FromResult(Finds);
        }
    }
}
