using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Tsunagu.Directory.Api;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Directory.Api.Storage;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host;

namespace Tsunagu.Tools;

/// <summary>The directory's own database, with the settings, the words and the gate that the host has.</summary>
/// <param name="Store">The database, ready.</param>
/// <param name="Words">The handbook's words.</param>
/// <param name="Gate">Stands before every change.</param>
public sealed record DirectoryDesk(DirectoryStore Store, IDirectoryWords Words, IDirectoryGate Gate)
{
    /// <summary>Opens it as the host would.</summary>
    /// <param name="root">Where the settings lie.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <exception cref="SettingsException">A setting is wrong, or there is no database here.</exception>
    public static async Task<DirectoryDesk> OpenAsync(SiteRoot root, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(root);
        var configuration = new ConfigurationBuilder().AddJsonFile(root.Combine("appsettings.json"), optional: true).AddEnvironmentVariables().Build();
        var site = SiteSettings.Read(configuration, root, development: false);
        var settings = DirectorySettings.Read(configuration, root);
        if (settings.BaseUrl is not null)
            throw new SettingsException("Directory:BaseUrl names a directory elsewhere: run this command on the machine of that service, or use its /desk/api.");
        if (settings.Storage is not { } storage)
            throw new SettingsException("Storage:Provider is memory, which keeps nothing from one program to the next: set sqlite or postgres.");
        // Opened first: it puts into words what is wrong with a database.
        await using (await StoredDirectory.OpenAsync(storage, site.DirectoryPath, TimeProvider.System, NullLogger.Instance, cancel))
        {
            var content = HandbookLoader.Load(site.HandbookPath);
            var words = new HandbookWords(content);
            return new DirectoryDesk(new DirectoryStore(storage, TimeProvider.System), words, new LawGate(site.HandbookPath, content.Handbook, words, TimeProvider.System));
        }
    }

    /// <summary>Runs a command; what is wrong with settings, database or content becomes lines on the error output.</summary>
    /// <param name="errors">The error output.</param>
    /// <param name="work">The command.</param>
    /// <returns>What the command gives, or 1.</returns>
    public static async Task<int> ToldAsync(TextWriter errors, Func<Task<int>> work)
    {
        ArgumentNullException.ThrowIfNull(errors);
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            return await work();
        }
        catch (Exception wrong) when (wrong is SettingsException or SeedException or ContentException or IOException)
        {
            await errors.WriteLineAsync(wrong.Message);
            return 1;
        }
    }
}
