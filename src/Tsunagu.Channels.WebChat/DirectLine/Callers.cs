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

    /// <summary>What the caller's token says; with the secret nothing, and any conversation may be used.</summary>
    /// <param name="request">The request.</param>
    /// <param name="claims">The token's; null for the secret.</param>
    /// <returns>Null when the caller is known.</returns>
    public IResult? Identify(HttpRequest request, out TokenClaims? claims)
    {
        claims = null;
        // A browser's WebSocket has no headers: there the token stands in the address.
        var given = Bearer(request) ?? (request.Query.TryGetValue("t", out var t) && t.ToString() is { Length: > 0 } query ? query : null);
        if (given is null)
            return Problems.MissingToken();
        if (IsSecret(given))
            return null;
        switch (tokens.Read(given, out var read))
        {
            case TokenFault.Expired:
                return Problems.TokenExpired();
            case TokenFault.Invalid:
                return Problems.BadToken();
        }

        if (!IsOfThisSite(request, read))
            return Problems.OtherSite();
        claims = read;
        return null;
    }

    /// <summary>What the caller's ticket, or a token that is still good, says.</summary>
    /// <param name="request">The request.</param>
    /// <param name="claims">What a new token may say; null for the secret.</param>
    /// <returns>Null when a new token may be given.</returns>
    public IResult? IdentifyForRefresh(HttpRequest request, out TokenClaims? claims)
    {
        if (Bearer(request) is { } given && tokens.ReadTicket(given, out var ticket) == TokenFault.None && IsOfThisSite(request, ticket))
        {
            claims = ticket;
            return null;
        }

        return Identify(request, out claims);
    }

    /// <summary>May the caller use this conversation? Null = yes.</summary>
    /// <param name="request">The request.</param>
    /// <param name="conversationId">The conversation.</param>
    /// <param name="claims">What a new token for it may say.</param>
    public IResult? Refuse(HttpRequest request, string conversationId, out TokenClaims claims)
    {
        claims = new TokenClaims(conversationId, TokenService.AnySite);
        if (Identify(request, out var own) is { } refused)
            return refused;
        if (own is not { } token)
            return null;
        claims = token;
        return string.Equals(token.ConversationId, conversationId, StringComparison.Ordinal) ? null : Problems.WrongConversation();
    }

    /// <inheritdoc cref="Refuse(HttpRequest, string, out TokenClaims)"/>
    public IResult? Refuse(HttpRequest request, string conversationId) => Refuse(request, conversationId, out _);

    /// <summary>Pages of other sites always say who they are; our own need not, and programs have no origin.</summary>
    private static bool IsOfThisSite(HttpRequest request, TokenClaims claims) =>
        request.Headers.Origin.ToString() is not { Length: > 0 } origin || claims.Site == TokenService.AnySite || TokenService.SiteOf(origin) == claims.Site;

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
