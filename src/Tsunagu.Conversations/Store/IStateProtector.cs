namespace Tsunagu.Conversations;

/// <summary>
/// Wraps the keys that conversations are encrypted with. The host implements it with ASP.NET Data Protection; this project knows no ASP.NET.
/// Few and small things are wrapped: the data keys, not each conversation.
/// </summary>
public interface IStateProtector
{
    /// <summary>Encrypts.</summary>
    /// <param name="plain">A key.</param>
    byte[] Protect(byte[] plain);

    /// <summary>Decrypts what <see cref="Protect"/> made, on any machine that shares the keys.</summary>
    /// <param name="wrapped">A wrapped key.</param>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It was wrapped with keys that are not here, or changed.</exception>
    byte[] Unprotect(byte[] wrapped);
}

/// <summary>Where the protector's own keys may be kept, so that all machines share them; each is a named XML text.</summary>
public interface IProtectionKeyStore
{
    /// <summary>All keys.</summary>
    IReadOnlyList<string> ReadAll();

    /// <summary>Adds a key, or replaces the one of that name.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="xml">The key.</param>
    void Add(string name, string xml);
}

/// <summary>The store cannot be started; the message is one line that says what is wrong and how to mend it.</summary>
public sealed class StoreStartException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">The line, beginning with the setting's key.</param>
    /// <param name="inner">What the database said.</param>
    public StoreStartException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
