namespace Tsunagu.BotCore;

/// <summary>Keeps state between turns under keys. What a value may be: see <see cref="StateCodec"/>.</summary>
public interface IStorage
{
    /// <summary>Reads values.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The values that were found; a key that is not kept is left out.</returns>
    /// <exception cref="OutdatedStateException">A kept value cannot be read by this version.</exception>
    Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default);

    /// <summary>Writes values in place of what was there.</summary>
    /// <param name="changes">Keys and values.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="StorageConflictException">An <see cref="IStoreItem"/> was changed by somebody else since it was read.</exception>
    Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default);

    /// <summary>Removes values; a key that is not kept is no error.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default);
}

/// <summary>A value that is written only if it was not changed since it was read.</summary>
public interface IStoreItem
{
    /// <summary>The version that was read; <c>*</c> = write in any case; null = new.</summary>
    string? ETag { get; set; }
}

/// <summary>Two writers met: the value was changed since it was read. Read again and run the turn again.</summary>
public class StorageConflictException : Exception
{
    /// <summary>Creates the exception.</summary>
    public StorageConflictException()
        : this("A value in the storage was changed by somebody else; read it and run the turn again.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, how to mend.</param>
    public StorageConflictException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, how to mend.</param>
    /// <param name="innerException">What caused it.</param>
    public StorageConflictException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>
/// State was written by another version of the program: it names a dialog that is not there any more, lacks what a dialog needs, or holds
/// a value of a kind that is not known. The talk cannot go on as it was; catch this, forget the state, and tell the person kindly.
/// </summary>
public class OutdatedStateException : Exception
{
    /// <summary>Creates the exception.</summary>
    public OutdatedStateException()
        : this("The state was written by another version of the program; delete it and begin again.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, how to mend; never a value of the state.</param>
    public OutdatedStateException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, how to mend; never a value of the state.</param>
    /// <param name="innerException">What caused it.</param>
    public OutdatedStateException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
