using Azure.Core;
using Azure.Core.Pipeline;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>The analyser against a real server that behaves, and misbehaves, as the documentation says.</summary>
public sealed class AzureTextAnalyserTests
{
    private const string Typed = "山田花子です。もうつらい、電話は075-000-0000";

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 3, 0, 0, TimeSpan.Zero));
    private readonly LogLines _log = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private AzureTextAnalyser Analyser(LanguageStub stub, string key = LanguageStub.Key) =>
        new(new AzureLanguageOptions { Endpoint = stub.Address, Key = key, Attempt = Ages }, _clock, _log);

    // The budget runs on the test's clock; an attempt does not, and a slow machine must not run into its end.
    private static TimeSpan Ages => TimeSpan.FromMinutes(10);

    [Fact]
    public async Task All_four_kinds_are_found()
    {
        await using var stub = await LanguageStub.StartAsync();
        var found = await Analyser(stub).AnalyseAsync(Typed, Locale.PlainJapanese, Stop);
        Assert.Equal(Locale.Japanese, found.Language);
        Assert.True(found.PersonalData);
        Assert.True(found.Distress);
        Assert.Contains("もうつらい", found.KeyPhrases);
        Assert.Empty(_log.Lines);
    }

    [Theory]
    [InlineData("夫のことで困っています", "ja", false)]
    [InlineData("my husband does not talk to me", "en", false)]
    [InlineData("Hanako Yamada is my name", "en", true)]
    [InlineData("남편과 이야기하고 싶어요", "ko", false)]
    [InlineData("我丈夫不理我", "zh-Hans", false)]
    public async Task A_language_and_names_are_told_but_kin_is_no_name(string text, string language, bool personal)
    {
        await using var stub = await LanguageStub.StartAsync();
        var found = await Analyser(stub).AnalyseAsync(text, Locale.Japanese, Stop);
        Assert.Equal((language, personal, false), (found.Language?.Tag, found.PersonalData, found.Distress));
    }

    [Fact]
    public async Task A_language_that_the_service_does_not_take_leaves_the_rest()
    {
        await using var stub = await LanguageStub.StartAsync();
        var found = await Analyser(stub).AnalyseAsync("my name is Hanako Yamada", Locale.Vietnamese, Stop);
        Assert.Equal(Locale.English, found.Language);
        Assert.False(found.PersonalData);
        Assert.Equal(3, _log.Lines.Count(l => l.EndsWith("UnsupportedLanguageCode. The talk goes on without it.", StringComparison.Ordinal)));
        AssertNothingTyped();
    }

    [Fact]
    public async Task The_service_is_asked_not_to_keep_the_text()
    {
        await using var stub = await LanguageStub.StartAsync();
        await Analyser(stub).AnalyseAsync(Typed, Locale.Japanese, Stop);
        Assert.Equal(4, stub.Calls.Count);
        Assert.All(stub.Calls, call => Assert.True(call.Body["parameters"]!["loggingOptOut"]!.GetValue<bool>()));
    }

    [Theory]
    [InlineData(LanguageFault.TooMany, "429")]
    [InlineData(LanguageFault.ServerError, "500 InternalServerError")]
    [InlineData(LanguageFault.Reset, "unreachable")]
    [InlineData(LanguageFault.HalfAnAnswer, "unreachable")]
    [InlineData(LanguageFault.NoJson, "unreadable")]
    [InlineData(LanguageFault.OtherJson, "unreadable")]
    [InlineData(LanguageFault.OtherKind, "unreadable")]
    public async Task A_fault_finds_nothing_and_is_logged_as_a_code(LanguageFault fault, string code)
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Always = fault;
        Assert.Equal(Nothing, Facts(await Analyser(stub).AnalyseAsync(Typed, Locale.Japanese, Stop)));
        Assert.Equal(4, _log.Lines.Count(l => l.EndsWith($": {code}. The talk goes on without it.", StringComparison.Ordinal)));
        AssertNothingTyped();
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_401()
    {
        await using var stub = await LanguageStub.StartAsync();
        Assert.Equal(Nothing, Facts(await Analyser(stub, "wrong").AnalyseAsync(Typed, Locale.Japanese, Stop)));
        Assert.Equal(4, _log.Lines.Count(l => l.Contains(": 401.", StringComparison.Ordinal)));
        Assert.Equal(4, stub.Calls.Count);
    }

    [Theory]
    [InlineData(LanguageFault.TooMany)]
    [InlineData(LanguageFault.ServerError)]
    [InlineData(LanguageFault.Reset)]
    public async Task A_passing_fault_is_tried_once_more(LanguageFault fault)
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Fail(fault, fault, fault, fault);
        var found = await Analyser(stub).AnalyseAsync(Typed, Locale.Japanese, Stop);
        Assert.True(found is { PersonalData: true, Distress: true, KeyPhrases.Count: > 0 });
        Assert.Equal(8, stub.Calls.Count);
    }

    [Fact]
    public async Task What_came_in_time_counts_when_one_kind_fails()
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Fail(LanguageFault.NoJson);
        var found = await Analyser(stub).AnalyseAsync(Typed, Locale.Japanese, Stop);
        bool[] seen = [found.Language is not null, found.PersonalData, found.Distress, found.KeyPhrases.Count > 0];
        Assert.Equal(3, seen.Count(s => s));
    }

    [Fact]
    public async Task A_service_that_hangs_is_not_waited_for_longer_than_the_budget()
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Always = LanguageFault.Hang;
        var looking = Analyser(stub).AnalyseAsync(Typed, Locale.Japanese, Stop).AsTask();
        await stub.CameAsync(4);
        _clock.Advance(TimeSpan.FromMilliseconds(799));
        Assert.False(looking.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(Nothing, Facts(await looking));
        Assert.Equal(4, _log.Lines.Count(l => l.Contains(": timeout.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task After_Retry_After_the_service_is_left_alone_for_that_long()
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Always = LanguageFault.TooManyForAMinute;
        var analyser = Analyser(stub);
        await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop);
        // No second try at once: that would be asking for more than was allowed.
        Assert.Equal(4, stub.Calls.Count);
        stub.Always = LanguageFault.None;
        _clock.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal(Nothing, Facts(await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop)));
        Assert.Equal(4, stub.Calls.Count);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True((await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop)).PersonalData);
    }

    [Fact]
    public async Task After_repeated_faults_the_circuit_opens_and_closes_again()
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Always = LanguageFault.OtherJson;
        var analyser = Analyser(stub);
        await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop);
        await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop);
        Assert.Equal(8, stub.Calls.Count);
        Assert.Single(_log.Lines, l => l.Contains("left alone for 30 s", StringComparison.Ordinal));
        stub.Always = LanguageFault.None;
        Assert.Equal(Nothing, Facts(await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop)));
        Assert.Equal(8, stub.Calls.Count);
        _clock.Advance(TimeSpan.FromSeconds(31));
        // One call probes; the turn after it has all again.
        await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop);
        Assert.True(await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop) is { PersonalData: true, Distress: true, Language: not null });
    }

    [Fact]
    public async Task Nobody_listening_is_no_fault_of_the_talk()
    {
        var gone = await LanguageStub.StartAsync();
        var address = gone.Address;
        await gone.DisposeAsync();
        var analyser = new AzureTextAnalyser(new AzureLanguageOptions { Endpoint = address, Key = LanguageStub.Key, Attempt = Ages }, _clock, _log);
        Assert.Equal(Nothing, Facts(await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop)));
        Assert.Equal(4, _log.Lines.Count(l => l.Contains(": unreachable.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Always = LanguageFault.Hang;
        using var enough = new CancellationTokenSource();
        var looking = Analyser(stub).AnalyseAsync(Typed, Locale.Japanese, enough.Token).AsTask();
        await stub.CameAsync(4);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => looking);
    }

    [Fact]
    public async Task An_Entra_ID_token_is_sent_over_TLS_and_a_slow_one_serves_the_next_turn()
    {
        await using var stub = await LanguageStub.StartAsync("https://127.0.0.1:0");
        using var trusting = new SocketsHttpHandler();
        trusting.SslOptions.CertificateChainPolicy = OwnCertificate.Trust;
        using var http = new HttpClient(trusting);
        var credential = new SlowCredential();
        var analyser = new AzureTextAnalyser(new AzureLanguageOptions { Endpoint = stub.Address, Identity = EntraIdentity.Managed, Attempt = Ages }, _clock, _log, credential, new HttpClientTransport(http));

        var first = analyser.AnalyseAsync(Typed, Locale.Japanese, Stop).AsTask();
        await credential.Asked;
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(Nothing, Facts(await first));
        credential.Come();
        Assert.True((await analyser.AnalyseAsync(Typed, Locale.Japanese, Stop)).PersonalData);
        Assert.All(stub.Calls, call => Assert.Equal(("Bearer " + LanguageStub.Token, ""), (call.Bearer, call.Key)));
        Assert.Equal("https://cognitiveservices.azure.com/.default", credential.Scope);
    }

    private static (Locale?, bool, bool, int) Nothing => (null, false, false, 0);

    private static (Locale?, bool, bool, int) Facts(TextFindings found) => (found.Language, found.PersonalData, found.Distress, found.KeyPhrases.Count);

    private void AssertNothingTyped() => Assert.All(_log.Lines, line => Assert.DoesNotContain(["山田", "つらい", "075", "Hanako"], word => line.Contains(word, StringComparison.Ordinal)));

    /// <summary>A first token takes its time, as that of a machine's identity does.</summary>
    private sealed class SlowCredential : TokenCredential
    {
        private readonly TaskCompletionSource _come = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public string? Scope { get; private set; }

        public void Come() => _come.SetResult();

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => throw new NotSupportedException("Only the asynchronous way is used.");

        public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Scope = requestContext.Scopes[0];
            _asked.TrySetResult();
            await _come.Task.WaitAsync(cancellationToken);
            return new AccessToken(LanguageStub.Token, DateTimeOffset.UtcNow.AddHours(1));
        }
    }
}
