using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary>Who calls: by the Authorization header and the Origin.</summary>
internal sealed class Callers(WebChatOptions options, TokenService tokens)
{
    private readonly HashSet<string> _allowed = new(options.AllowedOrigins.Select(o => o.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    /// <summary>True for an origin on the list; our own is not on it.</summary>
    public bool IsAllowed(string origin) => _allowed.Contains(origin);

    /// <summary>May this caller have a token without a conversation of its own? Null = yes.</summary>
    public IResult? RefuseNewToken(HttpRequest request)
    {
        if (Bearer(request) is { } given)
            return IsSecret(given) ? null : Problems.BadToken();
        var origin = request.Headers.Origin.ToString();
        if (origin.Length > 0)
            return IsOwn(request, origin) || IsAllowed(origin) ? null : Problems.OriginRefused();
        return options.AllowAnonymousTokens ? null : Problems.MissingToken();
    }

    /// <summary>The conversation that the caller may use: its token's, or with the secret any.</summary>
    /// <param name="request">The request.</param>
    /// <param name="conversationId">The token's conversation; null for the secret.</param>
    /// <returns>Null when the caller is known.</returns>
    public IResult? Identify(HttpRequest request, out string? conversationId)
    {
        conversationId = null;
        // A browser's WebSocket has no headers: there the token stands in the address.
        var given = Bearer(request) ?? (request.Query.TryGetValue("t", out var t) && t.ToString() is { Length: > 0 } query ? query : null);
        if (given is null)
            return Problems.MissingToken();
        if (IsSecret(given))
            return null;
        switch (tokens.Read(given, out var id))
        {
            case TokenFault.Expired:
                return Problems.TokenExpired();
            case TokenFault.Invalid:
                return Problems.BadToken();
            default:
                conversationId = id;
                return null;
        }
    }

    /// <summary>May the caller use this conversation? Null = yes.</summary>
    public IResult? Refuse(HttpRequest request, string conversationId) =>
        Identify(request, out var own) ?? (own is null || string.Equals(own, conversationId, StringComparison.Ordinal) ? null : Problems.WrongConversation());

    private bool IsSecret(string given) => options.Secret.Length > 0 && TokenService.Same(given, options.Secret);

    private static bool IsOwn(HttpRequest request, string origin) =>
        string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        const string scheme = "Bearer ";
        return header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase) && header.AsSpan(scheme.Length).Trim() is { Length: > 0 } value
            ? value.ToString()
            : null;
    }
}
