using Tsunagu.Directory.Api.Desk;
using Tsunagu.Directory.Api.Storage;

namespace Tsunagu.Host;

/// <summary>Where the directory is, checked: in this process on a database, or elsewhere.</summary>
/// <param name="Storage">The database of a directory in this process; null = the seed in memory.</param>
/// <param name="BaseUrl"><c>Directory:BaseUrl</c>: the shared service elsewhere; null = in this process.</param>
/// <param name="LastGood">File of the last good copy of a directory elsewhere.</param>
/// <param name="Keys"><c>Directory:Keys</c>: keys of the desk with their roles.</param>
internal sealed record DirectorySettings(DirectoryStorage? Storage, Uri? BaseUrl, string LastGood, DeskOptions Keys)
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
                storage, Address(configuration["Directory:BaseUrl"]), Path.Combine(folder, "directory.snapshot"), ReadKeys(configuration));
        }
        catch (FormatException wrong)
        {
            throw new SettingsException(wrong.Message);
        }
    }

    private static DeskOptions ReadKeys(IConfiguration configuration)
    {
        var keys = new DeskOptions();
        foreach (var key in configuration.GetSection("Directory:Keys").GetChildren().Where(k => k["Key"] is not null || k["Role"] is not null))
            keys.Add(key["Key"], key["Role"]);
        return keys;
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
