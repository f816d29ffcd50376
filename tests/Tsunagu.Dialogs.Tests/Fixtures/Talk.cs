using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;

namespace Tsunagu.Dialogs.Tests.Fixtures;

/// <summary>Drives turns one after the other, as a channel would.</summary>
internal sealed class Talk
{
    private readonly TurnRunner _runner;
    private int _activities;
    private int _talks;

    public Talk(HandbookParts parts, FakeTimeProvider clock, string? locale = "ja")
    {
        Clock = clock;
        _runner = new TurnRunner(parts, clock, () => $"t{++_talks}");
        State = _runner.Begin(locale);
    }

    public FakeTimeProvider Clock { get; }

    public byte[] State { get; private set; }

    public TurnOutcome? Outcome { get; private set; }

    /// <summary>The last activity sent.</summary>
    public Activity? LastSent { get; private set; }

    public IReadOnlyList<Activity> Said => Outcome?.Outgoing ?? [];

    /// <summary>The last message: the present question.</summary>
    public MessageData Last => Said[^1].GetMessageData()!;

    public string? Asked => Said.Count > 0 ? Last.Question?.Id : null;

    public string Words => string.Join('\n', Said.Select(a => a.Text));

    /// <summary>Ids of the messages of this turn.</summary>
    public IReadOnlyList<string?> Ids => [.. Said.Select(a => a.GetMessageData()!.Data!["message"].GetString())];

    /// <summary>What is kept of the answers, as it stands in the state's JSON: question → option ids with commas.</summary>
    public SortedDictionary<string, string> Answered()
    {
        using var state = JsonDocument.Parse(State);
        var answers = state.RootElement.GetProperty("talk").GetProperty("value").GetProperty("answers");
        return new(answers.EnumerateObject().ToDictionary(a => a.Name, a => string.Join(',', a.Value.EnumerateArray().Select(o => o.GetString())), StringComparer.Ordinal), StringComparer.Ordinal);
    }

    public ITurnRunner Runner => _runner;

    public Task<Talk> Start() => Send(new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("person")] });

    /// <summary>Starts, and answers for a person of 40 to 64 in Kita up to the groups of worries.</summary>
    public async Task<Talk> StartToGroups()
    {
        await Start();
        await Tap("self");
        await Tap("40-64");
        await Tap("kita");
        Assert.Equal("groups", Asked);
        return this;
    }

    public Task<Talk> Type(string text) => Send(new Activity(ActivityTypes.Message) { Text = text });

    public Task<Talk> Tap(string option) => Send(TapOf(option));

    public Task<Talk> Command(string command) => Send(CommandOf(command));

    public Task<Talk> Submit(params string[] options) => Send(new Activity(ActivityTypes.Message)
    {
        Value = new JsonObject { ["token"] = Last.Question!.Submit!.Value, ["choices"] = string.Join(',', options) },
    });

    /// <summary>Answers the present question in the way that fits its kind.</summary>
    public Task<Talk> Answer(params string[] options)
    {
        if (options.Length == 0)
            return Command(Commands.Skip);
        return Last.Question!.Kind == MessageQuestion.Multi ? Submit(options) : Tap(options[0]);
    }

    public Activity TapOf(string option)
    {
        var found = Last.Question!.Options.FirstOrDefault(o => o.Id == option)
            ?? throw new InvalidOperationException($"'{option}' is not among {string.Join(", ", Last.Question.Options.Select(o => o.Id))} of '{Asked}'.");
        return new Activity(ActivityTypes.Message) { Text = found.Text, Value = found.Value };
    }

    /// <summary>The command's button if it is shown, else one made like it.</summary>
    public Activity CommandOf(string command) => new(ActivityTypes.Message)
    {
        Value = Last.Commands.FirstOrDefault(c => c.Id == command)?.Value
            ?? new ButtonToken { Talk = Last.Talk, Turn = Last.Turn, Command = command, HandbookVersion = Last.HandbookVersion }.Format(),
    };

    /// <summary>Sends it from a channel that can write later, as LINE's does.</summary>
    public Task<Talk> SendWhereItCanRemind(Activity activity)
    {
        activity.ChannelData = new JsonObject { [PersonInput.CanRemindField] = true };
        return Send(activity);
    }

    public async Task<Talk> Send(Activity activity)
    {
        activity.Id ??= $"a{++_activities}";
        activity.From ??= new ChannelAccount("person");
        LastSent = activity;
        Outcome = await _runner.RunAsync(State, activity);
        State = Outcome.State;
        return this;
    }

    /// <summary>Answers questions by their ids until this one, or something else, is asked; what is not named is skipped.</summary>
    public async Task<Talk> Walk(IReadOnlyDictionary<string, string[]> answers, string? until = null)
    {
        for (var i = 0; i < 30 && Last.Question is { } question && question.Id != until; i++)
        {
            if (question.Id is OwnQuestions.Phone or OwnQuestions.Safe)
                await Tap("ok");
            else if (question.Id == OwnQuestions.GoOn)
                await Tap("continue");
            else if (question.Step == 0)
                return this;
            else
                await Answer(answers.GetValueOrDefault(question.Id, []));
        }

        return this;
    }

    public static Dictionary<string, string[]> Answers(params (string Question, string[] Options)[] answers) =>
        answers.ToDictionary(a => a.Question, a => a.Options, StringComparer.Ordinal);
}
