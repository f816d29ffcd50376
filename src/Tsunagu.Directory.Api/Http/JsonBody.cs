using System.Text.Json;

namespace Tsunagu.Directory.Api;

/// <summary>Reads a small JSON object from a request; what cannot be read becomes a problem, never an exception.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    /// <summary>The object, or the problem that stands in its place.</summary>
    internal static async Task<(JsonDocument? Json, Problem? Problem)> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        if (!request.HasJsonContentType())
            return (null, Problem.NotJson());
        if (await RequestBody.ReadAsync(request, RequestBody.Usual, cancel) is not { } body)
            return (null, Problem.TooLarge(RequestBody.Usual));
        try
        {
            var json = JsonDocument.Parse(body, Options);
            if (json.RootElement.ValueKind == JsonValueKind.Object)
                return (json, null);
            json.Dispose();
            return (null, Problem.BadRequest("body", "is no JSON object", "write {…}"));
        }
        catch (JsonException broken)
        {
            return (null, Problem.BadRequest("body", $"is no JSON (line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1})", "write one JSON object, every name once, in UTF-8"));
        }
    }
}
