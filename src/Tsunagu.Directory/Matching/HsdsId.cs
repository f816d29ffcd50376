using System.Security.Cryptography;
using System.Text;

namespace Tsunagu.Directory;

/// <summary>HSDS asks for UUIDs; ours are UUIDv5 (RFC 9562) of a fixed namespace and the seed's stable id, so they never change.</summary>
public static class HsdsId
{
    /// <summary>Our namespace; made once at random, never to be changed.</summary>
    public static readonly Guid Namespace = new("6f1f0c5e-52a5-4c38-9d0c-3b6f5a3c7a11");

    private const int LongestOnStack = 512;

    /// <summary>The UUID of a seed id, lower case.</summary>
    public static string Of(string seedId)
    {
        ArgumentNullException.ThrowIfNull(seedId);
        // Requests name ids too, of whatever length they like.
        var most = 16 + Encoding.UTF8.GetMaxByteCount(seedId.Length);
        var bytes = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        Namespace.TryWriteBytes(bytes, bigEndian: true, out _);
        var length = Encoding.UTF8.GetBytes(seedId, bytes[16..]);
        Span<byte> hash = stackalloc byte[20];
#pragma warning disable CA5350 // UUIDv5 is defined with SHA-1; nothing is protected by it.
        SHA1.HashData(bytes[..(16 + length)], hash);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }
}
