using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.BotCore.Tests.Comparison;

/// <summary>
/// The same script through the official <c>botbuilder-dialogs</c> for JavaScript and through our core: same statuses, results and messages.
/// Where we differ on purpose, the script lies in <c>differences</c> and the table in docs/adr/0002-keep-bot-builder-names.md says why.
/// </summary>
public sealed class SideBySideTests(OfficialResults official) : IClassFixture<OfficialResults>
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Scripts() => In("scripts");

    public static TheoryData<string> Differences() => In("differences");

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Same_statuses_results_and_messages(string script)
    {
        var ours = await ScriptRunner.RunAsync(Script.Read(Path.Combine(OfficialResults.Folder, script)));

        Assert.Equal(official[script].ToJsonString(Readable), ours.ToJsonString(Readable));
    }

    [Theory]
    [MemberData(nameof(Differences))]
    public async Task A_difference_on_purpose_is_one_and_has_its_row(string script)
    {
        var ours = await ScriptRunner.RunAsync(Script.Read(Path.Combine(OfficialResults.Folder, script)));
        var table = await File.ReadAllTextAsync(Path.Combine(OfficialResults.Folder, "../../../docs/adr/0002-keep-bot-builder-names.md"), TestContext.Current.CancellationToken);

        Assert.NotEqual(official[script].ToJsonString(Readable), ours.ToJsonString(Readable));
        Assert.Contains($"`{Path.GetFileNameWithoutExtension(script)}`", table, StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_scripts_and_each_has_turns()
    {
        Assert.True(Scripts().Count >= 25);
        Assert.All(Scripts(), row => Assert.NotEmpty(official[row.Data]));
    }

    [Fact]
    public async Task A_change_of_one_word_is_seen()
    {
        // The comparison itself can fail: a script that our side runs with another word.
        const string Name = "scripts/waterfall-text-becomes-result.json";
        var text = await File.ReadAllTextAsync(Path.Combine(OfficialResults.Folder, Name), TestContext.Current.CancellationToken);
        using var changed = JsonDocument.Parse(text.Replace("\"alpha\"", "\"omega\"", StringComparison.Ordinal));
        var ours = await ScriptRunner.RunAsync(new Script(changed.RootElement.Clone()));

        Assert.False(JsonNode.DeepEquals(official[Name], ours));
    }

    private static TheoryData<string> In(string folder) => new(System.IO.Directory.GetFiles(Path.Combine(OfficialResults.Folder, folder), "*.json")
        .Select(file => $"{folder}/{Path.GetFileName(file)}").Order(StringComparer.Ordinal));
}
