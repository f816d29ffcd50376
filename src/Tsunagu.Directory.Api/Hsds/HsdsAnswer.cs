using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Net.Http.Headers;

namespace Tsunagu.Directory.Api.Hsds;

/// <summary>What is answered, with its SHA-256.</summary>
internal sealed record HashedBytes(byte[] Bytes)
{
    internal byte[] Hash { get; } = SHA256.HashData(Bytes);
}

/// <summary>Writes HSDS objects: JSON with an ETag, or one record a line.</summary>
internal static class HsdsAnswer
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        // Japanese stays readable; the type is JSON and never sniffed.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static IResult Of<T>(HttpContext context, T value) => Bytes(context, JsonSerializer.SerializeToUtf8Bytes(value, Json), "application/json; charset=utf-8");

    internal static IResult List<TItem, TOut>(HttpContext context, HsdsQuery query, IReadOnlyList<TItem> found, Func<TItem, TOut> project)
    {
        if (query.Ndjson)
            return new Lines<TItem, TOut>(found, project);
        var pages = Math.Max(1, (found.Count + query.PerPage - 1) / query.PerPage);
        var skip = (long)(query.Page - 1) * query.PerPage;
        var contents = skip >= found.Count ? [] : found.Skip((int)skip).Take(query.PerPage).Select(project).ToList();
        return Of(context, new HsdsPage<TOut>(found.Count, pages, query.Page, contents.Count, query.Page == 1, query.Page >= pages, contents.Count == 0, contents));
    }

    /// <summary>Bytes with a strong ETag of what they are; a client that has them is told so.</summary>
    internal static IResult Bytes(HttpContext context, byte[] body, string type) => Bytes(context, new HashedBytes(body), type);

    /// <summary>The same for what is kept and answered often.</summary>
    internal static IResult Bytes(HttpContext context, HashedBytes body, string type)
    {
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(body.Hash.AsSpan(0, 16))}\"");
        context.Response.Headers.CacheControl = "public, max-age=60";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        return Results.Bytes(body.Bytes, type, entityTag: tag);
    }

    private sealed class Lines<TItem, TOut>(IReadOnlyList<TItem> found, Func<TItem, TOut> project) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "application/x-ndjson; charset=utf-8";
            httpContext.Response.Headers.XContentTypeOptions = "nosniff";
            foreach (var item in found)
            {
                await JsonSerializer.SerializeAsync(httpContext.Response.Body, project(item), Json, httpContext.RequestAborted);
                await httpContext.Response.Body.WriteAsync("\n"u8.ToArray(), httpContext.RequestAborted);
            }
        }
    }
}
