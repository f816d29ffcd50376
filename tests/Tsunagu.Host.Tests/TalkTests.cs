using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tsunagu.Host.Tests;

/// <summary>A whole talk over real HTTP with a real process: what the README promises, and what must never be in a log.</summary>
public sealed class TalkTests
{
    /// <summary>Two in the night of 1 January in Kyoto.</summary>
    private const string NewYear = "--Clock:Utc=2026-12-31T17:00:00Z";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("--Storage:Provider=sqlite")]
    [InlineData("--Storage:Provider=memory")]
    public async Task Keys_lie_nowhere_but_where_the_engine_keeps_its_own(string storage)
    {
        var data = System.IO.Directory.CreateTempSubdirectory("tsunagu-keys-").FullName;
        try
        {
            var (host, address) = await HostProcess.ServeAsync(storage, "--Storage:Path=" + data);
            await using var _ = host;
            using var client = new HttpClient { BaseAddress = address };
            Assert.Contains("name=\"state\"", await client.GetStringAsync(new Uri("/handbook", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
            Assert.Empty(System.IO.Directory.EnumerateFiles(host.Home, "*.xml", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None }));
            var keys = Path.Combine(data, "keys");
            Assert.Equal(storage.EndsWith("sqlite", StringComparison.Ordinal), System.IO.Directory.Exists(keys) && System.IO.Directory.EnumerateFiles(keys).Any());
        }
        finally
        {
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task At_two_on_new_years_night_a_talk_ends_with_a_line_that_answers()
    {
        var (host, address) = await HostProcess.ServeAsync(NewYear);
        await using var running = host;
        using var client = new Client(address);
        var result = await client.TalkToTheEndAsync(Ct);
        var first = result.GetProperty("channelData").GetProperty("services")[0];
        Assert.Equal("open", first.GetProperty("open").GetProperty("state").GetString());
        Assert.NotEmpty(first.GetProperty("phones").EnumerateArray());
    }

    [Fact]
    public async Task Nothing_that_was_typed_and_nothing_personal_is_in_the_log_even_when_everything_of_ours_is_logged()
    {
        const string canary = "カナリア-53b1-さびしい";
        var (host, address) = await HostProcess.ServeAsync(NewYear, "--Logging:LogLevel:Default=Debug");
        await using var running = host;
        using var client = new Client(address);
        await client.BeginAsync(Ct);
        foreach (var typed in new[] { canary, "死にたい " + canary, canary, canary })
            await client.SendAsync(new { type = "message", from = new { id = "dl_person" }, text = typed, clientActivityID = canary }, Ct);
        await client.TalkToTheEndAsync(Ct);
        var log = host.Output + string.Join('\n', host.Errors);
        Assert.Contains("Now listening on", log, StringComparison.Ordinal);
        Assert.DoesNotContain("53b1", log, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Token, log, StringComparison.Ordinal);
        Assert.DoesNotContain(client.Conversation, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task History_that_is_read_later_holds_no_typed_words()
    {
        const string canary = "カナリア-91aa";
        var (host, address) = await HostProcess.ServeAsync(NewYear);
        await using var running = host;
        using var client = new Client(address);
        await client.BeginAsync(Ct);
        await client.SendAsync(new { type = "message", from = new { id = "dl_person" }, text = canary }, Ct);
        var history = (await client.ReadAsync(Ct)).GetRawText();
        Assert.DoesNotContain("91aa", history, StringComparison.Ordinal);
        Assert.Contains("replyToId", history, StringComparison.Ordinal);
    }

    /// <summary>A person with the smallest Direct Line client there is.</summary>
    private sealed class Client(Uri address) : IDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri(address, "/v3/directline/") };

        public string Token { get; private set; } = "";

        public string Conversation { get; private set; } = "";

        public async Task BeginAsync(CancellationToken ct)
        {
            using var generated = await _http.PostAsync("tokens/generate", null, ct);
            Authorize(await JsonOf(generated, ct));
            using var begun = await _http.PostAsync("conversations", null, ct);
            var conversation = await JsonOf(begun, ct);
            Authorize(conversation);
            Conversation = conversation.GetProperty("conversationId").GetString()!;
            await SendAsync(new { type = "event", name = "start", from = new { id = "dl_person" } }, ct);
        }

        public async Task SendAsync(object activity, CancellationToken ct)
        {
            using var posted = await _http.PostAsJsonAsync($"conversations/{Conversation}/activities", activity, ct);
            Assert.True(posted.IsSuccessStatusCode, await posted.Content.ReadAsStringAsync(ct));
        }

        public async Task<JsonElement> ReadAsync(CancellationToken ct)
        {
            using var read = await _http.GetAsync($"conversations/{Conversation}/activities", ct);
            return await JsonOf(read, ct);
        }

        /// <summary>Gives the first answer to whatever is asked until windows are shown; gives the message that shows them.</summary>
        public async Task<JsonElement> TalkToTheEndAsync(CancellationToken ct)
        {
            if (Conversation.Length == 0)
                await BeginAsync(ct);
            for (var i = 0; i < 60; i++)
            {
                var all = (await ReadAsync(ct)).GetProperty("activities").EnumerateArray().ToList();
                var result = all.Find(a => a.TryGetProperty("channelData", out var data) && data.TryGetProperty("services", out _));
                if (result.ValueKind == JsonValueKind.Object)
                    return result;
                await SendAsync(new { type = "message", from = new { id = "dl_person" }, text = AnswerTo(all) }, ct);
            }

            throw new InvalidOperationException("No windows after sixty answers.");
        }

        public void Dispose() => _http.Dispose();

        // Typed as a person without buttons would: the number of the first answer, and the words that end a choice of several.
        private static string AnswerTo(List<JsonElement> activities)
        {
            foreach (var activity in Enumerable.Reverse(activities))
            {
                if (!activity.TryGetProperty("channelData", out var data) || !data.TryGetProperty("question", out var question))
                    continue;
                return question.GetProperty("kind").GetString() == "multi" && question.GetProperty("chosen").GetArrayLength() > 0 ? "選びおわった" : "1";
            }

            throw new InvalidOperationException("Nothing is asked: " + string.Join('\n', activities));
        }

        private void Authorize(JsonElement answer)
        {
            Token = answer.GetProperty("token").GetString()!;
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        }

        private static async Task<JsonElement> JsonOf(HttpResponseMessage response, CancellationToken ct)
        {
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(ct));
            return await response.Content.ReadFromJsonAsync<JsonElement>(ct);
        }
    }
}
