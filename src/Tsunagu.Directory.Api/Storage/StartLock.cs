using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>
/// Lets one process at a time prepare a SQLite file. The system gives the lock back when a process dies, which EF Core's own migration lock (a
/// row in a table) does not: one killed in the middle would keep all others waiting for ever.
/// </summary>
internal static class StartLock
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    internal static async Task<IAsyncDisposable> TakeAsync(string? folder, CancellationToken cancel)
    {
        if (folder is null)
            return new MemoryStream(0); // PostgreSQL locks by itself, and lets go when a connection breaks
        System.IO.Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "directory.lock");
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (File.Exists(path) && e is not (FileNotFoundException or DirectoryNotFoundException or PathTooLongException))
            {
                await Task.Delay(Pause, cancel);
            }
        }
    }

    /// <summary>Whoever holds our lock is the only one who migrates, so a lock of EF's that is there was left by the dead.</summary>
    internal static async Task ForgetAbandonedAsync(DirectoryDb db, CancellationToken cancel)
    {
        try
        {
            await db.Database.ExecuteSqlRawAsync("DELETE FROM \"__EFMigrationsLock\"", cancel);
        }
        catch (SqliteException)
        {
            // There is no such table yet.
        }
    }
}
