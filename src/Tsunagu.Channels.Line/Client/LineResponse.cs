using System.Text.Json;

namespace Tsunagu.Channels.Line;

/// <summary>What LINE said to a call.</summary>
/// <param name="Status">HTTP status; 0 when no answer came at all.</param>
/// <param name="Body">The body as text, at most 64 KB of it; empty when there was none.</param>
/// <param name="Doubtful">An earlier attempt of the same call ended without a clear answer: LINE may have taken it.</param>
public sealed record LineResponse(int Status, string Body, bool Doubtful)
{
    /// <summary>How long LINE wishes to be left alone; null = it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True for 2xx.</summary>
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>LINE's own words on what was wrong: message, and the properties concerned. Nothing of a person is in them, because nothing of a person is sent.</summary>
    public string Explain() => LineProblem.Describe(Body);

    /// <summary>A field of the answer in words; null when the body has none of that name, or is no object.</summary>
    internal string? Text(string name)
    {
        try
        {
            using var json = JsonDocument.Parse(Body);
            return json.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

/// <summary>LINE's error form: <c>{"message", "details": [{"message", "property"}]}</c>.</summary>
internal static class LineProblem
{
    private const int Most = 300;

    public static string Describe(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            List<string> parts = [];
            if (root.TryGetProperty("message", out var message))
                parts.Add(message.ToString());
            if (root.TryGetProperty("details", out var details) && details.ValueKind == JsonValueKind.Array)
            {
                foreach (var detail in details.EnumerateArray().Take(5))
                    parts.Add($"{(detail.TryGetProperty("property", out var p) ? p.ToString() : "?")}: {(detail.TryGetProperty("message", out var m) ? m.ToString() : "?")}");
            }

            var text = string.Join("; ", parts).ReplaceLineEndings(" ");
            return text.Length <= Most ? text : text[..Most];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return "no details";
        }
    }
}
