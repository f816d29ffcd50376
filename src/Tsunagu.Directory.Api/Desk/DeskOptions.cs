using System.Security.Cryptography;
using System.Text;

namespace Tsunagu.Directory.Api.Desk;

/// <summary>Who may write: keys with roles (<c>Directory:Keys</c>). Without keys nobody may.</summary>
public sealed class DeskOptions
{
    private const int ShortestKey = 24;

    private readonly List<(byte[] Hash, string Role)> _keys = [];

    /// <summary>Adds a key.</summary>
    /// <param name="key">A long random text; only its hash is kept.</param>
    /// <param name="role"><c>editor</c> or <c>approver</c>.</param>
    /// <exception cref="FormatException">The key is short or the role not known; one line that does not repeat the key.</exception>
    public DeskOptions Add(string? key, string? role)
    {
        if (key is null || key.Length < ShortestKey)
            throw new FormatException($"Directory:Keys has a key shorter than {ShortestKey} characters: set a long random text, for example from 'openssl rand -base64 32'.");
        if (role is not ("editor" or "approver"))
            throw new FormatException("Directory:Keys has a Role that is neither editor nor approver: set one of them.");
        _keys.Add((Hash(key), role));
        return this;
    }

    /// <summary>The role of whoever sends this <c>Authorization</c> header, or null.</summary>
    internal string? RoleOf(string? authorization)
    {
        if (authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) != true)
            return null;
        var sent = Hash(authorization["Bearer ".Length..].Trim());
        string? role = null;
        foreach (var (hash, its) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, sent))
                role = its;
        }
        return role;
    }

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
