using System.Security.Cryptography;
using System.Text;

namespace Tsunagu.Directory.Api.Desk;

/// <summary>Who may read more and who may write: keys with roles (<c>Directory:Keys</c>). Without keys nobody may.</summary>
public sealed class DeskOptions
{
    /// <summary>Reads the members' contacts, and writes nothing.</summary>
    internal const string Member = "member";

    /// <summary>Changes records and looks at imports.</summary>
    internal const string Editor = "editor";

    /// <summary>Also verifies, removes, confirms imports and closes reports.</summary>
    internal const string Approver = "approver";

    private const int ShortestKey = 24;

    private static readonly string[] Roles = [Member, Editor, Approver];

    private readonly List<(byte[] Hash, string Role)> _keys = [];

    /// <summary>Adds a key.</summary>
    /// <param name="key">A long random text; only its hash is kept.</param>
    /// <param name="role"><c>member</c>, <c>editor</c> or <c>approver</c>.</param>
    /// <exception cref="FormatException">The key is short or the role not known; one line that does not repeat the key.</exception>
    public DeskOptions Add(string? key, string? role)
    {
        if (key is null || key.Length < ShortestKey)
            throw new FormatException($"Directory:Keys has a key shorter than {ShortestKey} characters: set a long random text, for example from 'openssl rand -base64 32'.");
        if (!Roles.Contains(role))
            throw new FormatException("Directory:Keys has a Role that is none of member, editor and approver: set one of them.");
        _keys.Add((Hash(key), role!));
        return this;
    }

    /// <summary>The role of whoever sends this <c>Authorization</c> header, or null.</summary>
    internal string? RoleOf(string? authorization)
    {
        return authorization?.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) == true ? RoleOfKey(authorization["Bearer ".Length..].Trim()) : null;
    }

    /// <summary>The role of whoever has this key, or null.</summary>
    internal string? RoleOfKey(string key)
    {
        var sent = Hash(key);
        string? role = null;
        foreach (var (hash, its) in _keys)
        {
            if (CryptographicOperations.FixedTimeEquals(hash, sent))
                role = its;
        }
        return role;
    }

    /// <summary>Whether a role may do what another may: each may do all that the ones before it may.</summary>
    internal static bool Includes(string role, string least) => Array.IndexOf(Roles, role) >= Array.IndexOf(Roles, least);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
