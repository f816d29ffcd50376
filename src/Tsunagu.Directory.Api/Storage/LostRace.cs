using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Tsunagu.Directory.Api.Storage;

/// <summary>Another writer was faster: nothing was written, and the same work is done again on what there is now.</summary>
internal static class LostRace
{
    private const int MostTries = 8;

    internal static async Task<T> AgainAsync<T>(Func<Task<T>> work)
    {
        for (var tried = 1; ; tried++)
        {
            try
            {
                return await work();
            }
            catch (Exception e) when (tried < MostTries && Is(e))
            {
                // Again, from the beginning.
            }
        }
    }

    /// <summary>A concurrency token that changed, a key that another start inserted first, a serialisation failure or deadlock of PostgreSQL.</summary>
    private static bool Is(Exception? e) => e switch
    {
        null => false,
        DbUpdateConcurrencyException => true,
        PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.UniqueViolation } => true,
        _ => Is(e.InnerException),
    };
}
