using System.Text.Encodings.Web;
using System.Text.Json;

namespace Tsunagu.Directory.Api;

/// <summary>What is wrong with one field of a request.</summary>
/// <param name="Field">The field, as it is written in the request, for example <c>ward</c> or <c>needs[1]</c>.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record FieldProblem(string Field, string What, string Mend);

/// <summary>An error as RFC 9457 problem details: what is wrong, where, and how to mend it. It never repeats private data.</summary>
internal sealed class Problem(int status, string code, string title, string detail, IReadOnlyList<FieldProblem>? fields = null) : IResult
{
    internal static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal int Status => status;

    internal static Problem BadRequest(IReadOnlyList<FieldProblem> fields) =>
        new(400, "bad-request", "The request has mistakes", string.Join(" ", fields.Select(f => $"{f.Field}: {f.What}; {f.Mend}.")), fields);

    internal static Problem BadRequest(string field, string what, string mend) => BadRequest([new FieldProblem(field, what, mend)]);

    internal static Problem NotFound(string what, string mend) => new(404, "not-found", what, mend);

    internal static Problem TooLarge(int most) => new(413, "too-large", "The request is too large", FormattableString.Invariant($"At most {most} bytes are taken; send fewer values."));

    internal static Problem NotJson() => new(415, "not-json", "Only JSON is taken", "Send 'Content-Type: application/json'.");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.ContentType = "application/problem+json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        await using var json = new Utf8JsonWriter(response.BodyWriter, Readable);
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", title);
        json.WriteNumber("status", status);
        json.WriteString("detail", detail);
        json.WriteString("code", code);
        if (fields is { Count: > 0 })
        {
            json.WriteStartArray("errors");
            foreach (var field in fields)
            {
                json.WriteStartObject();
                json.WriteString("field", field.Field);
                json.WriteString("what", field.What);
                json.WriteString("mend", field.Mend);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }
}
