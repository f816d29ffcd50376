using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Tracing;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>Whoever listens in this process, at whatever level, hears nothing of what was typed.</summary>
public sealed class SilenceTests
{
    private const string Canary = "kanaria-53b1";

    [Theory]
    [InlineData(LanguageFault.None)]
    [InlineData(LanguageFault.TooMany)]
    [InlineData(LanguageFault.ServerError)]
    [InlineData(LanguageFault.NoJson)]
    [InlineData(LanguageFault.Reset)]
    public async Task No_log_trace_or_event_holds_typed_words_or_the_key(LanguageFault fault)
    {
        using var ears = new Ears();
        await using var stub = await LanguageStub.StartAsync();
        stub.Always = fault;
        var log = new LogLines();
        var analyser = new AzureTextAnalyser(new AzureLanguageOptions { Endpoint = stub.Address, Key = LanguageStub.Key, Budget = TimeSpan.FromMinutes(1), Attempt = TimeSpan.FromMinutes(1) }, TimeProvider.System, log);
        await analyser.AnalyseAsync(Canary + "、山田花子です。つらい", Locale.Vietnamese, TestContext.Current.CancellationToken);

        // The text was really sent, and the listeners really hear.
        Assert.Contains(stub.Calls, c => c.Body.ToJsonString().Contains(Canary, StringComparison.Ordinal));
        Assert.NotEmpty(log.Lines);
        Assert.Contains(ears.Heard, h => h.StartsWith("System.Net.Http", StringComparison.Ordinal));
        foreach (var secret in new[] { Canary, "つらい", "\\u3064\\u3089", LanguageStub.Key })
        {
            Assert.DoesNotContain(log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
            Assert.DoesNotContain(ears.Heard, h => h.Contains(secret, StringComparison.Ordinal));
        }

        // Of Azure's own nothing is left but that it tries again, with a number and no words.
        Assert.DoesNotContain(ears.Heard, h => h.StartsWith("Azure", StringComparison.Ordinal) && !h.StartsWith("Azure-Core RequestRetrying ", StringComparison.Ordinal));
    }

    /// <summary>Hears every event source of HTTP and Azure at every level, and every activity.</summary>
    private sealed class Ears : EventListener
    {
        private readonly ActivityListener _activities;

        public Ears()
        {
            _activities = new ActivityListener
            {
                ShouldListenTo = _ => true,
                Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
                ActivityStopped = a => Heard.Enqueue($"{a.Source.Name} {a.DisplayName} {string.Join(' ', a.TagObjects.Select(t => $"{t.Key}={t.Value}"))} {string.Join(' ', a.Events.SelectMany(e => e.Tags).Select(t => $"{t.Key}={t.Value}"))}"),
            };
            ActivitySource.AddActivityListener(_activities);
        }

        public ConcurrentQueue<string> Heard { get; } = new();

        public override void Dispose()
        {
            _activities.Dispose();
            base.Dispose();
        }

        protected override void OnEventSourceCreated(EventSource eventSource)
        {
            if (eventSource.Name.StartsWith("Azure", StringComparison.Ordinal) || eventSource.Name.StartsWith("System.Net.", StringComparison.Ordinal))
                EnableEvents(eventSource, EventLevel.LogAlways, EventKeywords.All);
        }

        protected override void OnEventWritten(EventWrittenEventArgs eventData) =>
            Heard.Enqueue($"{eventData.EventSource.Name} {eventData.EventName} {string.Join(' ', (eventData.Payload ?? (IEnumerable<object?>)[]).Select(p => p is byte[] b ? System.Text.Encoding.UTF8.GetString(b) : p?.ToString()))}");
    }
}
