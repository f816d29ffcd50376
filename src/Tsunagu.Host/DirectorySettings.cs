using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Host;

/// <summary>Where the directory is, checked: in this process on a database, or elsewhere.</summary>
/// <param name="Storage">The database of a directory in this process; null = the seed in memory.</param>
/// <param name="BaseUrl"><c>Directory:BaseUrl</c>: the shared service elsewhere; null = in this process.</param>
/// <param name="LastGood">File of the last good copy of a directory elsewhere.</param>
internal sealed record DirectorySettings(DirectoryStorage? Storage, Uri? BaseUrl, string LastGood)
{
    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    internal static DirectorySettings Read(IConfiguration configuration, SiteRoot root)
    {
        var folder = root.Combine(configuration["Storage:Path"] is { Length: > 0 } path ? path : "data");
        try
        {
            var provider = configuration["Storage:Provider"]?.Trim();
            var storage = string.Equals(provider, "memory", StringComparison.OrdinalIgnoreCase) ? null : DirectoryStorage.From(provider, folder, configuration["ConnectionStrings:Postgres"]);
            return new DirectorySettings(
                storage, Address(configuration["Directory:BaseUrl"]), Path.Combine(folder, "directory.snapshot"));
        }
        catch (FormatException wrong)
        {
            throw new SettingsException(wrong.Message);
        }
    }

    private static Uri? Address(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri.Query.Length == 0
            ? uri
            : throw new SettingsException("Directory:BaseUrl is no address: write it like https://directory.example.jp, or leave it empty for a directory in this process.");
    }
}
