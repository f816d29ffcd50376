using System.Collections.Immutable;
using CsCheck;
using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests;

/// <summary>Laws over random talks with the real content and seed. A failing case prints its seed; set <c>CsCheck_Seed</c> to see it again.</summary>
public sealed class LawTests
{
    private static readonly Handbook Handbook = Real.Parts.Handbook;

    /// <summary>Any minute from 2026 to the end of the holidays that are known.</summary>
    private static readonly Gen<DateTimeOffset> Instants = Gen.Int[0, (int)(new DateTimeOffset(2027, 12, 31, 23, 59, 0, TimeSpan.FromHours(9)) - FirstInstant).TotalMinutes]
        .Select(m => FirstInstant.AddMinutes(m));

    /// <summary>What a person does at each prompt in turn: how the options are picked, and what else.</summary>
    private static readonly Gen<int[]> Choices = Gen.Int[0, int.MaxValue].Array[40];

    private static DateTimeOffset FirstInstant => new(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(9));

    [Fact]
    public Task Every_walk_asks_at_most_twelve_and_ends_with_a_window_that_is_open() =>
        Gen.Select(Choices, Instants).SampleAsync(async (choices, at) =>
        {
            var walk = await Walked(choices, at);
            Assert.InRange(walk.Asked.Count, 1, Handbook.Budget);
            Assert.Equal(walk.Asked.Count, walk.Asked.Distinct(StringComparer.Ordinal).Count());
            var result = walk.Said.Single(m => m.Kind == MessageKinds.Recommendation);
            Assert.Equal("open", result.Data!["services"][0].GetProperty("open").GetProperty("state").GetString());
            Assert.Equal(MessageCard.StateOpen, result.Cards[0].StateKind);
            Assert.Contains(result.Cards[0].Actions, a => a.Type == ActionTypes.Call || a.Value is string address && address == ChatOf(result.Cards[0].Id));
            Assert.InRange(result.Cards.Count, 1, 5);
        }, iter: 60);

    [Fact]
    public Task A_question_is_asked_only_if_some_answer_to_it_changes_what_is_shown() =>
        Gen.Select(Choices, Instants).SampleAsync(async (choices, at) =>
        {
            var talk = await Real.Talk(at).Start();
            for (var i = 0; i < choices.Length && talk.Last.Question is { } question; i++)
            {
                if (question.Step > 0)
                    Assert.True(Tells(question.Id, AnswersOf(talk), at), $"{question.Id} was asked after {AnswersOf(talk)} at {at:o}, but no answer changes what is shown.");
                if (!await Step(talk, choices[i]))
                    break;
            }
        }, iter: 40);

    [Fact]
    public async Task A_simple_talk_asks_about_six_questions()
    {
        List<int> counts = [];
        foreach (var worry in Handbook.Worries)
        {
            var talk = await Real.Talk().Start();
            var asked = 0;
            while (talk.Last.Question is { } question && (question.Step > 0 || question.Id == OwnQuestions.Phone))
            {
                asked += question.Step > 0 ? 1 : 0;
                await (question.Id switch
                {
                    OwnQuestions.Phone => talk.Tap("ok"),
                    "for-whom" => talk.Answer("self"),
                    "age" => talk.Answer("40-64"),
                    "ward" => talk.Answer("kita"),
                    "groups" => talk.Answer(worry.GroupId),
                    "safety" => talk.Answer("ok"),
                    _ => talk.Answer(question.Options.Any(o => o.Id == worry.Id) ? [worry.Id] : []),
                });
            }

            counts.Add(asked);
        }

        Assert.InRange(counts.Average(), 5.5, 6.5);
        Assert.InRange(counts.Max(), 6, 8);
    }

    [Fact]
    public Task Going_back_and_answering_the_same_gives_the_same() =>
        Gen.Select(Choices, Instants).SampleAsync(async (choices, at) =>
        {
            var talk = await Real.Talk(at).Start();
            foreach (var choice in choices)
            {
                if (talk.Last.Question is not { Step: > 0 } question)
                {
                    if (!await Step(talk, choice))
                        break;
                    continue;
                }

                var chosen = Pick(question, choice);
                await talk.Answer(chosen);
                if (talk.Last.Question is not { Step: > 0 } next)
                    continue;
                var kept = talk.Answered();
                await talk.Command(Commands.Back);
                Assert.Equal(question.Id, talk.Asked);
                await talk.Answer(chosen);
                Assert.Equal(next.Id, talk.Asked);
                Assert.Equal(kept, talk.Answered());
                Assert.Equal(next.Options.Select(o => o.Id), talk.Last.Question!.Options.Select(o => o.Id));
            }
        }, iter: 40);

    [Fact]
    public Task Editing_to_the_same_answer_changes_nothing_and_another_language_keeps_everything() =>
        Gen.Select(Choices, Gen.Int[0, 20], Gen.Int[1, 5].Select(i => Locale.All[i].Tag)).SampleAsync(async (choices, which, locale) =>
        {
            var talk = await Real.Talk().Start();
            for (var i = 0; i < 6 && talk.Last.Question is { Step: > 0 } question && question.Id != "groups"; i++)
                await talk.Answer(Pick(question, choices[i]));
            var (asked, kept) = (talk.Asked, talk.Answered());
            await talk.Command(Commands.Edit);
            var lines = talk.Last.Question!.Options;
            var edited = lines[which % lines.Count].Id;
            await talk.Tap(edited);
            await talk.Answer([.. kept[edited].Split(',', StringSplitOptions.RemoveEmptyEntries)]);
            Assert.Equal(asked, talk.Asked);
            Assert.Equal(kept, talk.Answered());
            await talk.Command(Commands.Language);
            await talk.Tap(locale);
            Assert.Equal(locale, talk.Last.Locale);
            Assert.Equal(asked, talk.Asked);
            Assert.Equal(kept, talk.Answered());
        }, iter: 60);

    [Fact]
    public Task The_same_activity_on_the_same_state_gives_the_same_bytes_and_words() =>
        Gen.Select(Choices, Instants).SampleAsync(async (choices, at) =>
        {
            var talk = await Real.Talk(at).Start();
            foreach (var choice in choices.Take(14))
            {
                var state = talk.State;
                if (!await Step(talk, choice))
                    break;
                var again = await talk.Runner.RunAsync(state, talk.LastSent!);
                Assert.Equal(talk.State, again.State);
                Assert.Equal(talk.Said.Select(a => a.ToJson()), again.Outgoing.Select(a => a.ToJson()));
            }
        }, iter: 25);

    [Fact]
    public Task The_state_is_json_that_says_the_same_after_reading_and_writing() =>
        Choices.SampleAsync(async choices =>
        {
            var talk = await Real.Talk().Start();
            foreach (var choice in choices.Take(10))
            {
                // A state that went through any JSON store and back, with its members in another order, goes on in the same way.
                var reread = Shuffled(talk.State);
                if (talk.Last.Question is null)
                    break;
                var state = talk.State;
                if (!await Step(talk, choice))
                    break;
                var other = await talk.Runner.RunAsync(reread, talk.LastSent!);
                Assert.Equal(talk.Said.Select(a => a.Text), other.Outgoing.Select(a => a.Text));
                Assert.NotEmpty(state);
            }
        }, iter: 25);

    /// <summary>
    /// Whether some answer to the question, together with some answers to what is still open, changes the first cards or the words around them:
    /// looked for by trying, without the product's own check.
    /// </summary>
    private static bool Tells(string questionId, Answers answers, DateTimeOffset at)
    {
        var question = Handbook.Find(questionId)!;
        var options = Handbook.OptionsOf(question, Journey.From(Handbook, answers, (_, _) => false).Applicable);
        foreach (var later in Laters(answers, questionId))
        {
            var without = ShownFor(later(answers.Skip(questionId)), at);
            foreach (var option in options)
            {
                if (ShownFor(later(answers.With(questionId, option.Id)), at) != without)
                    return true;
            }
        }

        return false;
    }

    // Nothing more; then one worry of each field; then one worry of every chosen field.
    private static IEnumerable<Func<Answers, Answers>> Laters(Answers answers, string questionId)
    {
        yield return a => a;
        var fields = answers.IsAnswered(Handbook.GroupsQuestion) ? [.. answers[Handbook.GroupsQuestion]] : Handbook.Groups.Select(g => g.Id).ToImmutableArray();
        yield return a => fields.Where(f => questionId != "worries-" + f).Aggregate(a, (all, f) => all.With("worries-" + f, Handbook.Find("worries-" + f)!.Options[0].Id));
        foreach (var worry in Handbook.Worries.Where(w => fields.Contains(w.GroupId) && questionId != "worries-" + w.GroupId))
        {
            yield return a => (a.IsAnswered(Handbook.GroupsQuestion) || questionId == Handbook.GroupsQuestion ? a : a.With(Handbook.GroupsQuestion, worry.GroupId))
                .With("worries-" + worry.GroupId, worry.Id);
        }
    }

    private static string ShownFor(Answers answers, DateTimeOffset at)
    {
        var applicable = Journey.From(Handbook, answers, (_, _) => false).Applicable;
        var profile = NeedProfile.From(Handbook, applicable);
        var (services, schemes) = Real.Parts.Recommender.Recommend(Real.Parts.Directory.Current, RequestBuilder.From(profile, at)).FirstCards();
        // Said beside the cards: the supporter's line and "that person", the calm or the red screen, the language.
        return string.Join('|', services.Select(s => s.WindowId).Concat(schemes.Select(s => s.Scheme.Id))
            .Append(profile.About).Append(applicable["safety"].FirstOrDefault()).Append(applicable["language"].FirstOrDefault()));
    }

    private static async Task<(List<string> Asked, List<MessageData> Said)> Walked(int[] choices, DateTimeOffset at)
    {
        var talk = await Real.Talk(at).Start();
        List<string> asked = [];
        List<MessageData> said = [];
        foreach (var choice in choices)
        {
            if (talk.Last.Question is { Step: > 0 } question)
                asked.Add(question.Id);
            if (!await Step(talk, choice))
                break;
            said.AddRange(talk.Said.Select(a => a.GetMessageData()!));
        }

        return (asked, said);
    }

    /// <summary>Takes one step; false at the end. The bot's own questions are answered so that the talk goes on.</summary>
    private static async Task<bool> Step(Talk talk, int choice)
    {
        switch (talk.Last.Question)
        {
            case { Step: > 0 } question:
                await talk.Answer(Pick(question, choice));
                return true;
            case { Id: OwnQuestions.Phone }:
                await talk.Tap("ok");
                return true;
            case { Id: OwnQuestions.GoOn }:
                await talk.Tap("continue");
                return true;
            default:
                return false;
        }
    }

    // One in six leaves the question out; of several options one to four are taken.
    private static string[] Pick(MessageQuestion question, int choice)
    {
        if (choice % 6 == 0)
            return [];
        var ids = question.Options.Select(o => o.Id).ToList();
        var first = choice / 6 % ids.Count;
        if (question.Kind == MessageQuestion.Single)
            return [ids[first]];
        var many = 1 + choice / 100 % 4;
        var picked = Enumerable.Range(0, many).Select(i => ids[(first + i * (1 + choice / 400 % 5)) % ids.Count]).Distinct(StringComparer.Ordinal).ToArray();
        var alone = picked.FirstOrDefault(id => Handbook.Find(question.Id)?.FindOption(id) is { Exclusive: true });
        return alone is null ? picked : [alone];
    }

    private static Answers AnswersOf(Talk talk) => Answers.From(talk.Answered()
        .Select(a => KeyValuePair.Create(a.Key, a.Value.Split(',', StringSplitOptions.RemoveEmptyEntries).ToImmutableArray())));

    private static string? ChatOf(string window) => Real.Parts.Directory.Current.FindService(window)?.ChatUrl;

    private static byte[] Shuffled(byte[] state)
    {
        var root = System.Text.Json.Nodes.JsonNode.Parse(state)!.AsObject();
        var reversed = new System.Text.Json.Nodes.JsonObject(root.Reverse().Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
        return System.Text.Encoding.UTF8.GetBytes(reversed.ToJsonString());
    }
}
