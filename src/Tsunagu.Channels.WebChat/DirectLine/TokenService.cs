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

/// <summary>What a token says.</summary>
/// <param name="ConversationId">The one conversation that it opens.</param>
/// <param name="Site">Stands for the site whose page got it; <see cref="TokenService.AnySite"/> when a server did.</param>
internal readonly record struct TokenClaims(string ConversationId, string Site);

/// <summary>
/// Direct Line tokens: <c>{conversation}.{expiry}.{site}.{signature}</c>, signed with HMAC-SHA-256, bound to one conversation and to the
/// origin whose page got it (a hash of it: a page of another site cannot use the token).
/// They carry nothing about a person, and nothing of them is stored.
/// </summary>
internal sealed class TokenService
{
    // Conversation ids are our own: 20 random bytes, which nobody can guess.
    private const int IdBytes = 20;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    /// <summary>As long as a talk on the web is kept.</summary>
    private static readonly TimeSpan TicketLifetime = TimeSpan.FromHours(24);

    /// <summary>The site of a token that no page got.</summary>
    public const string AnySite = "0";

    // Stands in front of what is signed; no id of a conversation begins so.
    private const string TicketPurpose = "ticket:";

    private readonly byte[] _key;
    private readonly TimeProvider _clock;

    public TokenService(WebChatOptions options, TimeProvider clock)
    {
        _clock = clock;
        // The secret itself never signs anything; without one, tokens live as long as this process.
        _key = options.Secret.Length > 0
            ? HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.Secret), "tsunagu direct line token 1"u8)
            : RandomNumberGenerator.GetBytes(32);
    }

    public static int LifetimeSeconds => (int)Lifetime.TotalSeconds;

    public static string NewConversationId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>What stands for an origin in a token.</summary>
    /// <param name="origin">The header; empty when there was none.</param>
    public static string SiteOf(string origin) =>
        origin.Length == 0 ? AnySite : Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(origin.ToLowerInvariant())).AsSpan(0, 12));

    public string Issue(TokenClaims claims) => Issue(claims, Lifetime, "");

    /// <summary>
    /// A ticket gets a new token after the old one ended: a phone may sleep for hours between two answers. It opens nothing else.
    /// </summary>
    public string IssueTicket(TokenClaims claims) => Issue(claims, TicketLifetime, TicketPurpose);

    public TokenFault Read(string token, out TokenClaims claims) => Read(token, "", out claims);

    public TokenFault ReadTicket(string ticket, out TokenClaims claims) => Read(ticket, TicketPurpose, out claims);

    private string Issue(TokenClaims claims, TimeSpan lifetime, string purpose)
    {
        var expiry = (_clock.GetUtcNow() + lifetime).ToUnixTimeSeconds();
        var payload = string.Create(CultureInfo.InvariantCulture, $"{claims.ConversationId}.{expiry}.{claims.Site}");
        return $"{payload}.{Sign(purpose + payload)}";
    }

    private TokenFault Read(string token, string purpose, out TokenClaims claims)
    {
        claims = default;
        var parts = token.Split('.');
        if (token.Length > 200 || parts.Length != 4 || !long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var expiry))
            return TokenFault.Invalid;
        if (!Same(Sign($"{purpose}{parts[0]}.{parts[1]}.{parts[2]}"), parts[3]))
            return TokenFault.Invalid;
        if (_clock.GetUtcNow().ToUnixTimeSeconds() >= expiry)
            return TokenFault.Expired;
        claims = new TokenClaims(parts[0], parts[2]);
        return TokenFault.None;
    }

    /// <summary>Compares in a time that tells nothing about where they differ.</summary>
    public static bool Same(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(a)), SHA256.HashData(Encoding.UTF8.GetBytes(b)));

    private string Sign(string payload) => Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(payload)));
}
