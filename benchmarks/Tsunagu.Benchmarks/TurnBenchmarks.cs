using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;
using Tsunagu.Host;

namespace Tsunagu.Benchmarks;

/// <summary>One turn in process, without engine and channel: state and activity in, state and messages out.</summary>
[MemoryDiagnoser]
public class TurnBenchmarks
{
    private BotComposition _site = null!;
    private byte[] _atAge = [];
    private byte[] _atWorries = [];
    private Activity _age = null!;
    private Activity _typed = null!;
    private Activity _worries = null!;

    [GlobalSetup]
    public async Task Setup()
    {
        _site = Site.Create();
        var first = await RunAsync(_site.Runner.Begin("ja"), new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("person")] });
        var second = await RunAsync(first.State, Tap(first, "self"));
        (_atAge, _age) = (second.State, Tap(second, "30-39"));
        _typed = Message("三十代です", null);
        var third = await RunAsync(_atAge, _age);
        var fourth = await RunAsync(third.State, Tap(third, "sakyo"));
        var fifth = await RunAsync(fourth.State, Submit(fourth, "money,work"));
        (_atWorries, _worries) = (fifth.State, Submit(fifth, "money-02"));
    }

    [Benchmark(Description = "a tap on an answer")]
    public Task<TurnOutcome> Tap() => RunAsync(_atAge, _age);

    [Benchmark(Description = "a typed answer")]
    public Task<TurnOutcome> Typed() => RunAsync(_atAge, _typed);

    [Benchmark(Description = "the worries of a field, ticked")]
    public Task<TurnOutcome> Worries() => RunAsync(_atWorries, _worries);

    [GlobalCleanup]
    public void Cleanup() => _site.Dispose();

    private Task<TurnOutcome> RunAsync(byte[] state, Activity activity) => _site.Runner.RunAsync(state, activity);

    private static Activity Tap(TurnOutcome outcome, string option)
    {
        var question = outcome.Outgoing[^1].GetMessageData()!.Question!;
        return Message(option, JsonValue.Create(question.Options.First(o => o.Id == option).Value));
    }

    private static Activity Submit(TurnOutcome outcome, string choices) =>
        Message("", new JsonObject { ["token"] = outcome.Outgoing[^1].GetMessageData()!.Question!.Submit!.Value, ["choices"] = choices });

    private static Activity Message(string text, object? value) =>
        new(ActivityTypes.Message) { Id = "a", From = new ChannelAccount("person"), Text = text, Value = value };
}
