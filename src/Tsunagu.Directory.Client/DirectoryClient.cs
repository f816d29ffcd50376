using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace Tsunagu.Directory.Client;

/// <summary>What the shared directory answered.</summary>
/// <param name="Body">The snapshot's bytes; null when they are those that the asker has.</param>
/// <param name="Snapshot">The same, read and checked.</param>
/// <param name="Tag">Its ETag, for the next question.</param>
public sealed record Fetched(byte[]? Body, DirectorySnapshot? Snapshot, EntityTagHeaderValue? Tag);

/// <summary>Asks a directory service elsewhere. Retries and timeouts are the HttpClient's (<c>Microsoft.Extensions.Http.Resilience</c>).</summary>
/// <param name="http">With the service's address as its base.</param>
public sealed class DirectoryClient(HttpClient http)
{
    /// <summary>More than any directory; what is longer is not one.</summary>
    private const int LargestSnapshot = 256 * 1024 * 1024;

    /// <summary>The snapshot, or nothing new.</summary>
    /// <param name="known">ETag of what the asker has, or null.</param>
    /// <param name="cancel">Stops asking.</param>
    /// <exception cref="HttpRequestException">The service does not answer, or not with success.</exception>
    /// <exception cref="FormatException">It answered something that is no snapshot, or that was changed on the way.</exception>
    public async Task<Fetched> FetchAsync(EntityTagHeaderValue? known, CancellationToken cancel = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "snapshot");
        if (known is not null)
            request.Headers.IfNoneMatch.Add(known);
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.StatusCode == HttpStatusCode.NotModified)
            return new Fetched(null, null, known);
        response.EnsureSuccessStatusCode();
        if (response.Content.Headers.ContentLength > LargestSnapshot)
            throw new FormatException("The answer is too long for a snapshot.");
        await response.Content.LoadIntoBufferAsync(LargestSnapshot, cancel);
        var body = await response.Content.ReadAsByteArrayAsync(cancel);
        if (response.Headers.TryGetValues("Repr-Digest", out var digests)
            && !digests.Any(d => d == $"sha-256=:{Convert.ToBase64String(SHA256.HashData(body))}:"))
            throw new FormatException("The snapshot was changed on its way.");
        return new Fetched(body, SnapshotJson.Read(body), response.Headers.ETag);
    }
}
