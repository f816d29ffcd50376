using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Tsunagu.Conversations;

namespace Tsunagu.Host;

/// <summary>ASP.NET Data Protection for the engine: its keys lie in a folder or in the shared database, and it renews them by itself.</summary>
internal static class KeyRing
{
    /// <summary>Makes the provider before the host is built: the store needs it to open.</summary>
    /// <exception cref="SettingsException">The folder cannot be written.</exception>
    public static IDataProtectionProvider Create(EngineSettings settings, OpenedDatabase database)
    {
        var services = new ServiceCollection();
        var protection = services.AddDataProtection().SetApplicationName("tsunagu");
        if (settings.KeyFolder is null && settings.Provider == StorageProvider.Postgres)
            services.Configure<KeyManagementOptions>(o => o.XmlRepository = new DatabaseKeys(database.ProtectionKeys));
        else
            protection.PersistKeysToFileSystem(Folder(settings));
        return services.BuildServiceProvider().GetRequiredService<IDataProtectionProvider>();
    }

    private static DirectoryInfo Folder(EngineSettings settings)
    {
        var path = settings.KeyFolder ?? Path.Combine(settings.DataFolder, "keys");
        try
        {
            // Whoever reads these keys and the database can read conversations that go on.
            return OperatingSystem.IsWindows()
                ? System.IO.Directory.CreateDirectory(path)
                : System.IO.Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var key = settings.KeyFolder is null ? "Storage:Path" : "Storage:Keys";
            throw new SettingsException($"{key}: the folder '{path}' cannot be made and written. Give this program the right to write there, or set {key} to another folder.");
        }
    }

    /// <summary>The engine's port, on Data Protection.</summary>
    internal sealed class Protector(IDataProtector protector) : IStateProtector
    {
        public byte[] Protect(byte[] plain) => protector.Protect(plain);

        public byte[] Unprotect(byte[] wrapped) => protector.Unprotect(wrapped);
    }

    private sealed class DatabaseKeys(IProtectionKeyStore store) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. store.ReadAll().Select(xml => XElement.Parse(xml))];

        public void StoreElement(XElement element, string friendlyName) => store.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
    }
}
