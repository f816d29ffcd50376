namespace Tsunagu.Channels.WebChat;

/// <summary>Settings of the web channel. The composition root reads them; this project reads no configuration.</summary>
public sealed record WebChatOptions
{
    /// <summary>The site's secret (<c>DirectLine:Secret</c>); empty = nobody can present one, and tokens are signed with a key of this process.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Origins besides our own whose pages may fetch tokens and hold the widget (<c>DirectLine:AllowedOrigins</c>), such as <c>https://city.example</c>.</summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>Development: a token is given to callers without secret and Origin too.</summary>
    public bool AllowAnonymousTokens { get; init; }

    /// <summary>False switches the rate limits off (Development only).</summary>
    public bool RateLimits { get; init; } = true;

    /// <summary>Who runs the site (<c>Site:Operator</c>); empty = a prototype, which every page says.</summary>
    public string Operator { get; init; } = "";

    /// <summary>True when typed words leave the machine, for Azure AI Language to look at; the privacy page then says so.</summary>
    public bool WordsLeave { get; init; }

    /// <summary>Where leaving quickly leads (<c>Site:ExitUrl</c>); empty = a plain calendar of our own.</summary>
    public string ExitUrl { get; init; } = "";
}
