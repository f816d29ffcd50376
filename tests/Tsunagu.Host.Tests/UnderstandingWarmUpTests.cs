using System.Net;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Tests;

/// <summary>What reading typed words needs is computed at the start, and readiness waits for it.</summary>
public sealed class UnderstandingWarmUpTests
{
    [Fact]
    public async Task The_host_is_ready_when_reading_is_prepared_and_not_before()
    {
        var slow = new SlowUnderstanding();
        using var warmUp = new UnderstandingWarmUp(slow);
        await warmUp.StartAsync(TestContext.Current.CancellationToken);
        await slow.Asked.Task;
        Assert.Equal(HealthStatus.Unhealthy, (await warmUp.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status);
        slow.Go.Set();
        await warmUp.ExecuteTask!;
        Assert.Equal(HealthStatus.Healthy, (await warmUp.CheckHealthAsync(new HealthCheckContext(), TestContext.Current.CancellationToken)).Status);
    }

    [Fact]
    public async Task A_started_host_becomes_ready_by_itself_without_a_person_who_types()
    {
        var (host, address) = await HostProcess.ServeAsync();
        await using var _ = host;
        using var client = new HttpClient { BaseAddress = address };
        while (true)
        {
            using var answer = await client.GetAsync(new Uri("health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            var told = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Contains("\"understanding\"", told, StringComparison.Ordinal);
            if (answer.StatusCode == HttpStatusCode.OK)
                return;
        }
    }

    private sealed class SlowUnderstanding : ITextUnderstanding
    {
        public TaskCompletionSource Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ManualResetEventSlim Go { get; } = new();

        public void Prepare()
        {
            Asked.SetResult();
            Go.Wait();
        }

        public CrisisSignal? RecognizeCrisis(string text, Locale locale) => null;

        public AnswerInterpretation InterpretAnswer(string text, AnswerContext context) => new() { Unclear = true };
    }
}
