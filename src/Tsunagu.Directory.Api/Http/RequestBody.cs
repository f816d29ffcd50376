namespace Tsunagu.Directory.Api;

/// <summary>Reads what a request carries, never more than a bound; what is broken or too large becomes a problem, never an exception.</summary>
internal static class RequestBody
{
    /// <summary>Bytes that a query or a small object may have.</summary>
    internal const int Usual = 64 * 1024;

    /// <summary>The bytes, or null when there are more than <paramref name="most"/>, whatever the request says of its length.</summary>
    internal static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (request.ContentLength > most)
            return null;
        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[Math.Min(most + 1, 64 * 1024)];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, cancel)) > 0)
        {
            if (body.Length + read > most)
                return null;
            body.Write(buffer, 0, read);
        }
        return body.ToArray();
    }

    /// <summary>A form of a page or of HSDS, or the problem that stands in its place.</summary>
    internal static async Task<(IFormCollection Form, Problem? Problem)> ReadFormAsync(HttpRequest request, int most, CancellationToken cancel)
    {
        if (await ReadAsync(request, most, cancel) is not { } body)
            return (FormCollection.Empty, Problem.TooLarge(most));
        // Parsed from memory: whatever the parser complains of is the form's own fault.
        request.Body = new MemoryStream(body, writable: false);
        try
        {
            return (await request.ReadFormAsync(cancel), null);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException)
        {
            return (FormCollection.Empty, Problem.BadRequest("body", "is no form that can be read", "send application/x-www-form-urlencoded, or multipart/form-data with its boundary, whole"));
        }
    }
}
