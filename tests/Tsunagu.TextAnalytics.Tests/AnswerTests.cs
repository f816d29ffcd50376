using System.Globalization;
using System.Text.Json;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics.Tests;

/// <summary>The table of answers, <c>tests/fixtures/answers.jsonl</c>: options, what was typed, what must come of it ("?" = ask again).</summary>
public sealed class AnswerTests
{
    private sealed record Case(string[] Options, bool Multi, Locale Locale, string Typed, JsonElement Expected);

    private static readonly IReadOnlyList<Case> Cases = [.. File.ReadLines(Path.Combine(Content.Root, "tests", "fixtures", "answers.jsonl")).Where(l => l.Length > 0).SelectMany(Read)];

    [Fact]
    public void Nearly_all_answers_are_read_right()
    {
        Assert.True(Cases.Count >= 280, $"{Cases.Count} cases");
        var wrong = Cases.Where(c => !IsRight(c)).ToList();
        Assert.True(wrong.Count <= Cases.Count * 0.01, string.Join('\n', wrong.Select(c => $"{c.Typed}: {Describe(Answer(c))}, not {c.Expected}")));
    }

    [Fact]
    public void No_answer_is_picked_wrongly()
    {
        var wrong = Cases.Where(c => Answer(c).Picks.Count > 0 && !IsRight(c)).ToList();
        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Select(c => $"{c.Typed}: {Describe(Answer(c))}, not {c.Expected}")));
    }

    [Fact]
    public void A_doubt_between_two_is_asked_back_with_both()
    {
        var answer = Answer(new Case(["家族のこと", "友だちのこと", "仕事のこと"], false, Locale.Japanese, "家族か友だち", default));
        Assert.True(answer.Unclear);
        Assert.Equal(["1", "2"], answer.Ask);
    }

    [Fact]
    public void Every_word_of_a_command_means_that_command_in_every_language()
    {
        var texts = Content.Loaded.Texts;
        foreach (var locale in Locale.All)
        {
            foreach (var command in new[] { "back", "stop", "restart", "human", "erase", "skip", "help", "language" })
            {
                var wrong = texts.CommandWords(locale, command).Where(w => Answer(new Case(["家族のこと", "友だちのこと"], false, locale, w, default)).Command != command).ToList();
                Assert.True(wrong.Count == 0, $"{locale} {command}: {string.Join(", ", wrong)}");
            }
        }
    }

    private static AnswerInterpretation Answer(Case c) => Content.Understanding.InterpretAnswer(c.Typed, new AnswerContext(
        [.. c.Options.Select((o, i) => new AnswerOption((i + 1).ToString(CultureInfo.InvariantCulture), i + 1, o, null, []))], c.Multi, c.Locale));

    private static bool IsRight(Case c)
    {
        var answer = Answer(c);
        if (c.Expected.ValueKind == JsonValueKind.Array)
            return answer.Command is null && !answer.Unclear && answer.Picks.SequenceEqual(c.Expected.EnumerateArray().Select(e => e.GetRawText()), StringComparer.Ordinal);
        return c.Expected.GetString() == "?" ? answer.Unclear : answer.Command == c.Expected.GetString();
    }

    private static string Describe(AnswerInterpretation answer) => answer.Command ?? (answer.Unclear ? $"ask {string.Join(',', answer.Ask)}" : string.Join(',', answer.Picks));

    private static IEnumerable<Case> Read(string line)
    {
        using var row = JsonDocument.Parse(line);
        var root = row.RootElement;
        var options = root.GetProperty("options").EnumerateArray().Select(o => o.GetString()!).ToArray();
        var multi = root.TryGetProperty("multi", out var m) && m.GetBoolean();
        var locale = root.TryGetProperty("locale", out var l) && Locale.TryParse(l.GetString(), out var known) ? known : Locale.Japanese;
        return [.. root.GetProperty("cases").EnumerateObject().Select(c => new Case(options, multi, locale, c.Name, c.Value.Clone()))];
    }
}
