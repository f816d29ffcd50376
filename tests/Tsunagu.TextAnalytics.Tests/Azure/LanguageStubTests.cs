using System.Text.Json;
using Tsunagu.EndToEnd.Tests;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>The stub is what the documentation says: Microsoft's own client, unchanged, understands it.</summary>
public sealed class LanguageStubTests
{
    [Fact]
    public async Task The_official_client_understands_every_kind_and_a_refused_document()
    {
        await using var stub = await LanguageStub.StartAsync();
        var found = await RunAsync(stub.Address, LanguageStub.Key, "山田花子です。電話は075-000-0000、もうつらい", " ");
        var language = found.GetProperty("LanguageDetection")[0].GetProperty("primaryLanguage");
        Assert.Equal("ja", language.GetProperty("iso6391Name").GetString());
        Assert.Equal(["Person", "PhoneNumber"], found.GetProperty("PiiEntityRecognition")[0].GetProperty("entities").EnumerateArray().Select(e => e.GetProperty("category").GetString()));
        Assert.Contains("もうつらい", found.GetProperty("KeyPhraseExtraction")[0].GetProperty("keyPhrases").EnumerateArray().Select(p => p.GetString()));
        var sentiment = found.GetProperty("SentimentAnalysis")[0];
        Assert.Equal("negative", sentiment.GetProperty("sentiment").GetString());
        Assert.Equal(0.98, sentiment.GetProperty("confidenceScores").GetProperty("negative").GetDouble());
        Assert.Equal("negative", sentiment.GetProperty("sentences")[0].GetProperty("sentiment").GetString());
        foreach (var kind in found.EnumerateObject())
            Assert.Equal("InvalidDocument", kind.Value[1].GetProperty("error").GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(LanguageFault.TooMany, 429, "429")]
    [InlineData(LanguageFault.ServerError, 500, "InternalServerError")]
    public async Task The_official_client_reads_its_errors(LanguageFault fault, int status, string code)
    {
        await using var stub = await LanguageStub.StartAsync();
        stub.Always = fault;
        var found = await RunAsync(stub.Address, LanguageStub.Key, "こんにちは");
        foreach (var kind in found.EnumerateObject())
            Assert.Equal((status, code), (kind.Value.GetProperty("statusCode").GetInt32(), kind.Value.GetProperty("code").GetString()));
    }

    [Fact]
    public async Task The_official_client_is_refused_with_a_wrong_key()
    {
        await using var stub = await LanguageStub.StartAsync();
        var found = await RunAsync(stub.Address, "wrong", "こんにちは");
        Assert.All(found.EnumerateObject(), kind => Assert.Equal(401, kind.Value.GetProperty("statusCode").GetInt32()));
    }

    [Fact]
    public async Task Our_requests_are_those_of_the_official_client()
    {
        const string text = "夫の介護で眠れない";
        await using var theirs = await LanguageStub.StartAsync();
        await using var ours = await LanguageStub.StartAsync();
        await RunAsync(theirs.Address, LanguageStub.Key, text);
        var analyser = new AzureTextAnalyser(new AzureLanguageOptions { Endpoint = ours.Address, Key = LanguageStub.Key, Budget = TimeSpan.FromMinutes(1), Attempt = TimeSpan.FromMinutes(1) }, TimeProvider.System, new LogLines());
        await analyser.AnalyseAsync(text, Tsunagu.Handbooks.Locale.Japanese, TestContext.Current.CancellationToken);
        Assert.Equal(4, theirs.Calls.Count);
        foreach (var call in theirs.Calls)
        {
            var same = Assert.Single(ours.Calls, c => c.Kind == call.Kind);
            Assert.Equal((call.Path, call.Query, call.Key), (same.Path, same.Query, same.Key));
            Assert.True(System.Text.Json.Nodes.JsonNode.DeepEquals(call.Body, same.Body), $"theirs: {call.Body}\nours: {same.Body}");
        }
    }

    // The official client puts a slash before its path itself.
    private static Task<JsonElement> RunAsync(Uri address, string key, params string[] texts) =>
        NodeClient.RunAsync(Path.Combine(Content.Root, "tests", "Tsunagu.TextAnalytics.Tests", "client"), ["analyse.mjs", address.AbsoluteUri.TrimEnd('/'), key, .. texts]);
}
