using System.Net;
using System.Net.Sockets;
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
    private readonly PartitionedRateLimiter<string> _readsByConversation = Buckets(burst: 60, perSecond: 5);

    /// <summary>Null = go on.</summary>
    public IResult? RefuseNew(HttpContext context) => Refuse(_byAddress, AddressKey(context.Connection.RemoteIpAddress));

    /// <summary>For pages that work out something: null = go on.</summary>
    public IResult? RefusePage(HttpContext context) => Refuse(_pagesByAddress, AddressKey(context.Connection.RemoteIpAddress));

    /// <summary>Null = go on.</summary>
    public IResult? RefusePost(string conversationId) => Refuse(_byConversation, conversationId);

    /// <summary>Null = go on.</summary>
    public IResult? RefuseRead(string conversationId) => Refuse(_readsByConversation, conversationId);

    public void Dispose()
    {
        _readsByConversation.Dispose();
        _byAddress.Dispose();
        _pagesByAddress.Dispose();
        _byConversation.Dispose();
    }

    /// <summary>One household or office: an IPv4 address, or the first half of an IPv6 address, the rest of which a caller may choose.</summary>
    private static string AddressKey(IPAddress? address)
    {
        if (address is null)
            return "";
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)) : address.ToString();
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
