using System.Runtime.CompilerServices;
using Tsunagu.Directory.Api.Hsds;

namespace Tsunagu.Directory.Api;

/// <summary><c>GET /snapshot</c>: the whole public directory at once, for bots elsewhere. The ETag is its hash; <c>Repr-Digest</c> (RFC 9530) lets the reader check it.</summary>
internal static class SnapshotEndpoint
{
    private static readonly ConditionalWeakTable<DirectorySnapshot, HashedBytes> Written = [];

    internal static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/snapshot", static (HttpContext context, IServiceDirectory directory) =>
        {
            var body = Written.GetValue(directory.Current, static snapshot => new HashedBytes(SnapshotJson.Write(snapshot)));
            context.Response.Headers["Repr-Digest"] = $"sha-256=:{Convert.ToBase64String(body.Hash)}:";
            return HsdsAnswer.Bytes(context, body, "application/json; charset=utf-8");
        }).WithTags("snapshot").WithSummary("Everything that is public, with ETag and Repr-Digest.");
}
