using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary>The files that browsers load, held in this assembly, compressed when it was built.</summary>
internal static class WebAssets
{
    public const string Root = "/web";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    private static readonly FrozenDictionary<string, Asset> Assets = Load();

    /// <summary>The address of a file; it changes when the file does, so that a browser may keep it.</summary>
    public static string Address(string name) => Assets.TryGetValue(name, out var asset)
        ? $"{Root}/{name}?v={asset.Version}"
        : throw new ArgumentException($"There is no file '{name}' in web/src: name one that build.mjs makes.", nameof(name));

    public static string TextOf(string name) => System.Text.Encoding.UTF8.GetString(Assets[name].Plain);

    public static async Task SendAsync(HttpContext context, string name)
    {
        var response = context.Response;
        if (!Assets.TryGetValue(name, out var asset))
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        var known = string.Equals(context.Request.Query["v"], asset.Version, StringComparison.Ordinal);
        response.Headers.CacheControl = known ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.Vary = "Accept-Encoding";
        response.Headers.ETag = $"\"{asset.Version}\"";
        if (context.Request.Headers.IfNoneMatch.ToString().Contains(asset.Version, StringComparison.Ordinal))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = Types[Path.GetExtension(name)];
        var body = asset.Plain;
        if (asset.Brotli is { } compressed && context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
        {
            response.Headers.ContentEncoding = "br";
            body = compressed;
        }

        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await response.Body.WriteAsync(body, context.RequestAborted);
    }

    private static FrozenDictionary<string, Asset> Load()
    {
        var assembly = typeof(WebAssets).Assembly;
        const string prefix = "web/";
        var names = assembly.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        return names.Where(n => Types.ContainsKey(Path.GetExtension(n)))
            .ToFrozenDictionary(n => n[prefix.Length..], n =>
            {
                var plain = Read(n);
                return new Asset(plain, names.Contains(n + ".br") ? Read(n + ".br") : null, Convert.ToHexStringLower(SHA256.HashData(plain))[..12]);
            }, StringComparer.Ordinal);
    }

    private static byte[] Read(string name)
    {
        using var stream = typeof(WebAssets).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private sealed record Asset(byte[] Plain, byte[]? Brotli, string Version);
}
