using System.Text.Json;

namespace Tsunagu.Directory.Api.Hsds;

/// <summary>The profile as files of <c>manifests/hsds-profile</c>, built into the program.</summary>
internal static class HsdsProfile
{
    private const string Prefix = "hsds-profile/";

    private static readonly string[] Names = [.. typeof(HsdsProfile).Assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(n => n[Prefix.Length..]).Order(StringComparer.Ordinal)];

    internal static IResult Index(HttpContext context)
    {
        using var about = JsonDocument.Parse(Read("profile.json"));
        var site = $"{context.Request.Scheme}://{context.Request.Host}{HsdsEndpoints.Root}/profile/";
        return HsdsAnswer.Of(context, new { About = about.RootElement, Patches = Names.Where(n => n != "profile.json").ToDictionary(n => n, n => site + n) });
    }

    internal static IResult Patch(HttpContext context, string name) => Names.Contains(name)
        ? HsdsAnswer.Bytes(context, Read(name), "application/json; charset=utf-8")
        : Problem.NotFound("There is no such file of the profile", $"The files are {string.Join(", ", Names)}.");

    private static byte[] Read(string name)
    {
        using var stream = typeof(HsdsProfile).Assembly.GetManifestResourceStream(Prefix + name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
