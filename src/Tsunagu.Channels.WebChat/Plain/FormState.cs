using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// The talk's state as it travels in a page's form: packed, encrypted and authenticated, good for <see cref="Lifetime"/>. Nothing of it stays on
/// the server, and it never stands in an address or a cookie (ADR 0017).
/// </summary>
/// <param name="protection">Encrypts.</param>
/// <param name="clock">Tells when a form is too old.</param>
internal sealed class FormState(IDataProtectionProvider protection, TimeProvider clock)
{
    /// <summary>As long as a conversation of the chat lives (DESIGN section 5).</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    /// <summary>The longest state that is read, in characters; a real one has about a thousand.</summary>
    public const int MaxLength = 16_000;

    private const int ExpiryLength = sizeof(long);
    private const int MaxUnpacked = 64 * 1024;

    private readonly IDataProtector _protector = protection.CreateProtector("Tsunagu.Plain.FormState.v1");

    /// <summary>Packs a state for a form.</summary>
    /// <param name="state">The state.</param>
    public string Seal(ReadOnlySpan<byte> state)
    {
        using var packed = new MemoryStream();
        Span<byte> expiry = stackalloc byte[ExpiryLength];
        BinaryPrimitives.WriteInt64BigEndian(expiry, (clock.GetUtcNow() + Lifetime).ToUnixTimeSeconds());
        packed.Write(expiry);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            deflate.Write(state);
        return WebEncoders.Base64UrlEncode(_protector.Protect(packed.ToArray()));
    }

    /// <summary>Opens a state; null when it is too old, was changed, or was never ours.</summary>
    /// <param name="text">What a form sent.</param>
    public byte[]? Open(string? text)
    {
        if (text is not { Length: > 0 and <= MaxLength })
            return null;
        try
        {
            var packed = _protector.Unprotect(WebEncoders.Base64UrlDecode(text));
            if (packed.Length < ExpiryLength || BinaryPrimitives.ReadInt64BigEndian(packed) <= clock.GetUtcNow().ToUnixTimeSeconds())
                return null;
            return Unpack(packed.AsMemory(ExpiryLength));
        }
        catch (Exception e) when (e is CryptographicException or FormatException or InvalidDataException)
        {
            return null;
        }
    }

    private static byte[] Unpack(ReadOnlyMemory<byte> packed)
    {
        using var deflate = new DeflateStream(new MemoryStream(packed.ToArray()), CompressionMode.Decompress);
        using var state = new MemoryStream();
        var buffer = new byte[4096];
        int read;
        while ((read = deflate.Read(buffer)) > 0)
        {
            state.Write(buffer, 0, read);
            if (state.Length > MaxUnpacked)
                throw new InvalidDataException("The state unpacks to more than a talk can be.");
        }

        return state.ToArray();
    }
}
