using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// How much one caller may do. A whole city office can stand behind one address, so new conversations are counted generously by address,
/// and what is said closely by conversation. Neither is written down.
/// </summary>
internal sealed class RateLimits(WebChatOptions options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _byAddress = Buckets(burst: 120, perSecond: 4);
    private readonly PartitionedRateLimiter<string> _pagesByAddress = Buckets(burst: 240, perSecond: 10);
    private readonly PartitionedRateLimiter<string> _byConversation = Buckets(burst: 20, perSecond: 2);

    /// <summary>Null = go on.</summary>
    public IResult? RefuseNew(HttpContext context) => Refuse(_byAddress, context.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>For pages that work out something: null = go on.</summary>
    public IResult? RefusePage(HttpContext context) => Refuse(_pagesByAddress, context.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>Null = go on.</summary>
    public IResult? RefusePost(string conversationId) => Refuse(_byConversation, conversationId);

    public void Dispose()
    {
        _byAddress.Dispose();
        _pagesByAddress.Dispose();
        _byConversation.Dispose();
    }

    private IResult? Refuse(PartitionedRateLimiter<string> limiter, string key)
    {
        if (!options.RateLimits)
            return null;
        using var lease = limiter.AttemptAcquire(key);
        return lease.IsAcquired ? null : Problems.TooMany();
    }

    private static PartitionedRateLimiter<string> Buckets(int burst, int perSecond) =>
        PartitionedRateLimiter.Create<string, string>(key => RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
            AutoReplenishment = true,
        }), StringComparer.Ordinal);
}
