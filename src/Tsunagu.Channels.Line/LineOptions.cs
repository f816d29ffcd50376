namespace Tsunagu.Channels.Line;

/// <summary>Settings of the LINE channel. The composition root reads and checks them; this project reads no configuration.</summary>
public sealed record LineOptions
{
    /// <summary>LINE's own address of the Messaging API.</summary>
    public static Uri DefaultApi { get; } = new("https://api.line.me/");

    /// <summary>LINE's own address for pictures of rich menus.</summary>
    public static Uri DefaultDataApi { get; } = new("https://api-data.line.me/");

    /// <summary>The channel's secret (<c>Line:ChannelSecret</c>): webhooks are signed with it.</summary>
    public required string ChannelSecret { get; init; }

    /// <summary>The secret before the last change (<c>Line:PreviousChannelSecret</c>); accepted too while it is set, so that a change loses no webhook.</summary>
    public string? PreviousChannelSecret { get; init; }

    /// <summary>The channel's access token (<c>Line:ChannelAccessToken</c>).</summary>
    public required string ChannelAccessToken { get; init; }

    /// <summary>Key for the conversations' ids and for encrypting user ids (<c>Line:UserIdKey</c>); empty = the channel's secret.</summary>
    public string? UserIdKey { get; init; }

    /// <summary>Where the Messaging API is (<c>Line:ApiBaseUrl</c>).</summary>
    public Uri ApiBaseUrl { get; init; } = DefaultApi;

    /// <summary>Where pictures are sent to (<c>Line:DataApiBaseUrl</c>).</summary>
    public Uri DataApiBaseUrl { get; init; } = DefaultDataApi;

    /// <summary>False = typed words are looked at for danger, numbers and commands only (<c>Line:FreeText=off</c>).</summary>
    public bool FreeText { get; init; } = true;

    /// <summary>
    /// May an answer be pushed when its reply token is gone, and a reminder that the person asked for (<c>Line:Push</c>)? Nothing is ever pushed unasked.
    /// </summary>
    public bool Push { get; init; } = true;

    /// <summary>Address of the web chat, which a typed text is pointed to when <see cref="FreeText"/> is off; null = none.</summary>
    public Uri? WebChat { get; init; }

    /// <summary>Who runs the bot; empty = a prototype, which the greeting says.</summary>
    public string Operator { get; init; } = "";

    /// <summary>How long answers are kept after the last word; the greeting tells it.</summary>
    public TimeSpan KeptFor { get; init; } = TimeSpan.FromHours(72);

    /// <summary>The channel's own words: locale → key → text. Each locale is complete.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Words { get; init; }

    /// <summary>The largest webhook body in bytes.</summary>
    public int MaxBodyBytes { get; init; } = 1024 * 1024;

    /// <summary>A webhook is answered after this long at the latest; LINE waits two seconds.</summary>
    public TimeSpan AcknowledgeWithin { get; init; } = TimeSpan.FromMilliseconds(1500);

    /// <summary>A turn that takes longer than this shows LINE's loading sign.</summary>
    public TimeSpan LoadingAfter { get; init; } = TimeSpan.FromMilliseconds(700);

    /// <summary>How long a reply token is used after its event came; LINE allows one minute.</summary>
    public TimeSpan TokenLife { get; init; } = TimeSpan.FromSeconds(55);

    /// <summary>The most events that are dealt with at once, and the most answers without a turn that wait to be sent.</summary>
    public int QueueCapacity { get; init; } = 10_000;

    /// <summary>The most answers without a turn that are sent at once; those of turns are the outbox's.</summary>
    public int ParallelCalls { get; init; } = 64;

    /// <summary>How long one attempt of a call may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>First pause before a call is tried again; it doubles, with jitter.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(400);

    /// <summary>How often a call is tried again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>Measures the pauses and time-outs of calls; null = the host's clock. Tests that stop the host's clock give the real one.</summary>
    public TimeProvider? CallClock { get; init; }
}
