using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Tsunagu.Channels.WebChat;

/// <summary>Why a token was not taken.</summary>
internal enum TokenFault
{
    None,

    /// <summary>Not one of ours, or changed.</summary>
    Invalid,

    /// <summary>Ours, but too old.</summary>
    Expired,
}

/// <summary>
/// Direct Line tokens: <c>{conversation}.{expiry}.{signature}</c>, signed with HMAC-SHA-256 and bound to one conversation.
/// They carry nothing about a person, and nothing of them is stored.
/// </summary>
internal sealed class TokenService
{
    // Conversation ids are our own: 20 random bytes, which nobody can guess.
    private const int IdBytes = 20;

    private readonly byte[] _key;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _lifetime;

    public TokenService(WebChatOptions options, TimeProvider clock)
    {
        _clock = clock;
        _lifetime = options.TokenLifetime;
        // The secret itself never signs anything; without one, tokens live as long as this process.
        _key = options.Secret.Length > 0
            ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Secret), "tsunagu direct line token 1"u8)
            : RandomNumberGenerator.GetBytes(32);
    }

    public int LifetimeSeconds => (int)_lifetime.TotalSeconds;

    public static string NewConversationId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    public string Issue(string conversationId)
    {
        var expiry = (_clock.GetUtcNow() + _lifetime).ToUnixTimeSeconds();
        var payload = string.Create(CultureInfo.InvariantCulture, $"{conversationId}.{expiry}");
        return $"{payload}.{Sign(payload)}";
    }

    public TokenFault Read(string token, out string conversationId)
    {
        conversationId = "";
        var parts = token.Split('.');
        if (token.Length > 200 || parts.Length != 3 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var expiry))
            return TokenFault.Invalid;
        if (!Same(Sign($"{parts[0]}.{parts[1]}"), parts[2]))
            return TokenFault.Invalid;
        if (_clock.GetUtcNow().ToUnixTimeSeconds() >= expiry)
            return TokenFault.Expired;
        conversationId = parts[0];
        return TokenFault.None;
    }

    /// <summary>Compares in a time that tells nothing about where they differ.</summary>
    public static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(a)), SHA256.HashData(Encoding.UTF8.GetBytes(b)));

    private string Sign(string payload) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(payload)));
}
