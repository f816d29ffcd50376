using System.Security.Cryptography;
using System.Text;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// What becomes of LINE's user ids: a conversation is known by a keyed hash, and where a push may be needed the id travels encrypted.
/// Keys are derived; who has the store has neither the ids nor a way to find a known person in it.
/// </summary>
public sealed class UserIds
{
    private const int NonceBytes = 12, TagBytes = 16;

    private readonly byte[] _hashKey;
    private readonly byte[] _sealKey;

    /// <summary>Derives the keys.</summary>
    /// <param name="options">The settings with the key or secret.</param>
    public UserIds(LineOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var source = Encoding.UTF8.GetBytes(string.IsNullOrEmpty(options.UserIdKey) ? options.ChannelSecret : options.UserIdKey);
        _hashKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, source, 32, info: "tsunagu line conversation"u8.ToArray());
        _sealKey = HKDF.DeriveKey(HashAlgorithmName.SHA256, source, 32, info: "tsunagu line user id"u8.ToArray());
    }

    /// <summary>The conversation of a person.</summary>
    /// <param name="userId">LINE's id of the person.</param>
    public ConversationKey KeyOf(string userId) =>
        new(BotCore.Channels.Line, Convert.ToHexStringLower(HMACSHA256.HashData(_hashKey, Encoding.UTF8.GetBytes(userId))));

    /// <summary>The id encrypted (AES-256-GCM, URL-safe Base64), each time anew.</summary>
    /// <param name="userId">LINE's id of the person.</param>
    public string Seal(string userId)
    {
        var text = Encoding.UTF8.GetBytes(userId);
        var sealedBytes = new byte[NonceBytes + text.Length + TagBytes];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_sealKey, TagBytes);
        aes.Encrypt(nonce, text, sealedBytes.AsSpan(NonceBytes, text.Length), sealedBytes.AsSpan(NonceBytes + text.Length));
        return System.Buffers.Text.Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>The id again; null when it was sealed with another key or is none.</summary>
    /// <param name="sealedId">What <see cref="Seal"/> gave.</param>
    public string? Open(string? sealedId)
    {
        if (string.IsNullOrEmpty(sealedId) || !System.Buffers.Text.Base64Url.IsValid(sealedId))
            return null;
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(sealedId);
        if (bytes.Length <= NonceBytes + TagBytes)
            return null;
        var text = new byte[bytes.Length - NonceBytes - TagBytes];
        try
        {
            using var aes = new AesGcm(_sealKey, TagBytes);
            aes.Decrypt(bytes.AsSpan(0, NonceBytes), bytes.AsSpan(NonceBytes, text.Length), bytes.AsSpan(NonceBytes + text.Length), text);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(text);
    }
}
