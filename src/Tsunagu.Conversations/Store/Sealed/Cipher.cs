using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>
/// AES-256-GCM. The key of a conversation is made from a data key and the conversation's own id, and the id is kept nowhere in the database:
/// what is left of an erased web talk cannot be read again even by whoever has the database and the keys.
/// </summary>
internal static class Cipher
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Length of every key.</summary>
    public const int KeyBytes = 32;

    public static byte[] ConversationKey(byte[] dataKey, ConversationKey key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, dataKey, KeyBytes, info: Identity(key));

    /// <summary>The name of a conversation's row: tells nothing without the key.</summary>
    public static byte[] Name(byte[] nameKey, ConversationKey key) => HMACSHA256.HashData(nameKey, Identity(key))[..16];

    /// <summary>The mark of an event: a client's id of it could be words in disguise.</summary>
    public static UInt128 Mark(byte[] key, string eventId) =>
        BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(eventId)));

    public static byte[] Bytes(UInt128 mark)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, mark);
        return bytes;
    }

    /// <summary>Encrypts; <paramref name="place"/> binds the bytes to where they stand, so that rows cannot be swapped.</summary>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> place, ReadOnlySpan<byte> plain)
    {
        var sealedBytes = new byte[NonceBytes + TagBytes + plain.Length];
        var nonce = sealedBytes.AsSpan(0, NonceBytes);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(NonceBytes + TagBytes), sealedBytes.AsSpan(NonceBytes, TagBytes), place);
        return sealedBytes;
    }

    public static byte[] Open(byte[] key, ReadOnlySpan<byte> place, ReadOnlySpan<byte> sealedBytes)
    {
        if (sealedBytes.Length < NonceBytes + TagBytes)
            throw new CryptographicException("The kept bytes are too short.");
        var plain = new byte[sealedBytes.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Decrypt(sealedBytes[..NonceBytes], sealedBytes[(NonceBytes + TagBytes)..], sealedBytes.Slice(NonceBytes, TagBytes), plain, place);
        return plain;
    }

    /// <summary>Where bytes stand: the kind and the version.</summary>
    public static byte[] Place(char kind, long version)
    {
        var place = new byte[9];
        place[0] = (byte)kind;
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(1), version);
        return place;
    }

    private static byte[] Identity(ConversationKey key) => Encoding.UTF8.GetBytes($"{key.ChannelId}\n{key.ConversationId}");
}
