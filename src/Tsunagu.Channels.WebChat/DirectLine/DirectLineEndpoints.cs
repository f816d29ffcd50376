using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>The Direct Line 3.0 API: https://learn.microsoft.com/azure/bot-service/rest-api/bot-framework-rest-direct-line-3-0-api-reference.</summary>
internal sealed class DirectLineEndpoints(TokenService tokens, Callers callers, RateLimits limits, IConversations conversations)
{
    public const string Root = "/v3/directline";
    private const int MaxEventId = 128;
    private const string BotId = "tsunagu";

    public void Map(IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(Root).AddEndpointFilter(static async (context, next) =>
        {
            try
            {
                return await next(context);
            }
            catch (ConversationsUnavailableException)
            {
                return Problems.Unkept([]);
            }
        });
        api.MapPost("/tokens/generate", (Delegate)GenerateAsync);
        api.MapPost("/tokens/refresh", (Delegate)Refresh);
        api.MapPost("/conversations", (Delegate)StartAsync);
        api.MapGet("/conversations/{id}", (Delegate)ReconnectAsync);
        api.MapDelete("/conversations/{id}", EraseAsync);
        api.MapGet("/conversations/{id}/activities", ReadAsync);
        api.MapPost("/conversations/{id}/activities", PostAsync);
        api.MapGet("/conversations/{id}/stream", StreamAsync);
    }

    private async Task<IResult> GenerateAsync(HttpContext context)
    {
        if ((callers.RefuseNewToken(context.Request) ?? limits.RefuseNew(context)) is { } refused)
            return refused;
        var (_, problem) = await RequestReader.ReadBodyAsync(context.Request);
        if (problem is not null)
            return problem;
        var claims = new TokenClaims(TokenService.NewConversationId(), TokenService.SiteOf(context.Request.Headers.Origin.ToString()));
        return ActivitySet.Conversation(200, claims.ConversationId, tokens.Issue(claims), TokenService.LifetimeSeconds, null, tokens.IssueTicket(claims));
    }

    private IResult Refresh(HttpContext context)
    {
        if (callers.IdentifyForRefresh(context.Request, out var claims) is { } refused)
            return refused;
        return claims is { } own ? ActivitySet.Conversation(200, own.ConversationId, tokens.Issue(own), TokenService.LifetimeSeconds, null, tokens.IssueTicket(own)) : Problems.SecretNotAToken();
    }

    private async Task<IResult> StartAsync(HttpContext context)
    {
        if ((callers.Identify(context.Request, out var own) ?? limits.RefuseNew(context)) is { } refused)
            return refused;
        var (locale, problem) = await RequestReader.ReadLocaleAsync(context.Request);
        if (problem is not null)
            return problem;
        var claims = own ?? new TokenClaims(TokenService.NewConversationId(), TokenService.AnySite);
        var id = claims.ConversationId;
        var key = Key(id);
        var start = new IncomingEvent("channel:start", Started(id, locale));
        try
        {
            var history = await conversations.ReadAsync(key, long.MaxValue, context.RequestAborted);
            var isNew = history is null;
            if (history is null or { Watermark: 0 })
            {
                if (!await conversations.BeginAsync(key, locale, context.RequestAborted))
                    return Problems.Full();
                // The greeting and the first question are there when the client reads for the first time.
                var started = await conversations.ReceiveAsync(key, start, context.RequestAborted);
                if (started.Status is ReceiveStatus.Busy)
                    return Problems.TooMany();
                if (started.Status is ReceiveStatus.Unkept)
                    return Problems.Unkept(started.Replies);
            }

            return Conversation(context, isNew ? 201 : 200, claims, 0);
        }
        catch (ConversationsUnavailableException)
        {
            // Nothing can be kept now, but lines to call are given even so.
            return Problems.Unkept((await conversations.ReceiveAsync(key, start, context.RequestAborted)).Replies);
        }
    }

    private async Task<IResult> ReconnectAsync(HttpContext context, string id)
    {
        if ((callers.Refuse(context.Request, id, out var claims) ?? limits.RefuseRead(id)) is { } refused)
            return refused;
        if (!RequestReader.TryReadWatermark(context.Request, out var watermark))
            return BadWatermark();
        return await ExistsAsync(context, id) ? Conversation(context, 200, claims, watermark) : Problems.Unknown();
    }

    /// <summary>Not part of Direct Line: forgets the conversation at once, for somebody who leaves in a hurry.</summary>
    private async Task<IResult> EraseAsync(HttpContext context, string id)
    {
        if (callers.Refuse(context.Request, id) is { } refused)
            return refused;
        // Erased already, or never begun: what was asked for is so.
        await conversations.EraseAsync(Key(id), CancellationToken.None);
        return Results.NoContent();
    }

    private async Task<IResult> ReadAsync(HttpContext context, string id)
    {
        if ((callers.Refuse(context.Request, id) ?? limits.RefuseRead(id)) is { } refused)
            return refused;
        if (!RequestReader.TryReadWatermark(context.Request, out var watermark))
            return BadWatermark();
        return await conversations.ReadAsync(Key(id), watermark, context.RequestAborted) is { } page ? ActivitySet.Result(page) : Problems.Unknown();
    }

    private async Task<IResult> PostAsync(HttpContext context, string id)
    {
        if ((callers.Refuse(context.Request, id) ?? limits.RefusePost(id)) is { } refused)
            return refused;
        var (activity, problem) = await RequestReader.ReadActivityAsync(context.Request);
        if (problem is not null)
            return problem;
        if (!TryReadEventId(activity!, out var eventId))
            return Problems.Malformed($"'channelData.clientActivityID' and 'id' may have {MaxEventId} characters.");
        switch (activity!.Type)
        {
            case ActivityTypes.Message or ActivityTypes.Event or ActivityTypes.EndOfConversation:
                break;
            case ActivityTypes.Typing or ActivityTypes.ConversationUpdate:
                // Somebody typing is nobody's business, and who is in the conversation only we say.
                return await ExistsAsync(context, id) ? ActivitySet.Id(eventId) : Problems.Unknown();
            default:
                return Problems.Malformed("This 'type' of activity is not taken. Send 'message' or 'event'.");
        }

        Address(activity, id);
        // A turn once begun is finished even when the client has gone: it will ask again with the same id.
        var result = await conversations.ReceiveAsync(Key(id), new IncomingEvent($"client:{eventId}", activity), CancellationToken.None);
        return result.Status switch
        {
            ReceiveStatus.Unknown => Problems.Unknown(),
            ReceiveStatus.Busy => Problems.TooMany(),
            ReceiveStatus.Unkept => Problems.Unkept(result.Replies),
            _ => ActivitySet.Id(result.ActivityId),
        };
    }

    private async Task<IResult> StreamAsync(HttpContext context, string id)
    {
        if ((callers.Refuse(context.Request, id) ?? limits.RefuseRead(id)) is { } refused)
            return refused;
        if (!RequestReader.TryReadWatermark(context.Request, out var watermark))
            return BadWatermark();
        if (!await ExistsAsync(context, id))
            return Problems.Unknown();
        if (!context.WebSockets.IsWebSocketRequest)
            return Problems.Malformed("This address takes WebSocket connections only; poll /activities instead.");
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = TimeSpan.FromSeconds(25) });
        await ActivityStream.RunAsync(socket, conversations.WatchAsync(Key(id), watermark, context.RequestAborted), context.RequestAborted);
        return Results.Empty;
    }

    private IResult Conversation(HttpContext context, int status, TokenClaims claims, long watermark)
    {
        var id = claims.ConversationId;
        var token = tokens.Issue(claims);
        var request = context.Request;
        var scheme = request.IsHttps ? "wss" : "ws";
        var stream = FormattableString.Invariant(
            $"{scheme}://{request.Host}{request.PathBase}{Root}/conversations/{id}/stream?watermark={watermark}&t={token}");
        return ActivitySet.Conversation(status, id, token, TokenService.LifetimeSeconds, stream);
    }

    /// <summary>Reads nothing of what was said.</summary>
    private async Task<bool> ExistsAsync(HttpContext context, string id) =>
        await conversations.ReadAsync(Key(id), long.MaxValue, context.RequestAborted) is not null;

    private static IResult BadWatermark() => Problems.Malformed("'watermark' must be a number that this service gave, or left out.");

    private static ConversationKey Key(string id) => new(BotCore.Channels.Webchat, id);

    private static Activity Started(string id, string? locale) => new(ActivityTypes.ConversationUpdate)
    {
        ChannelId = BotCore.Channels.Webchat,
        Conversation = new ConversationAccount(id),
        From = new ChannelAccount("person", role: RoleTypes.User),
        Recipient = new ChannelAccount(BotId, role: RoleTypes.Bot),
        MembersAdded = [new ChannelAccount("person", role: RoleTypes.User)],
        Locale = locale,
    };

    /// <summary>What only the server can know is not taken from the client.</summary>
    private static void Address(Activity activity, string id)
    {
        activity.Id = null;
        activity.ChannelId = BotCore.Channels.Webchat;
        activity.ServiceUrl = null;
        activity.Conversation = new ConversationAccount(id);
        activity.Recipient = new ChannelAccount(BotId, role: RoleTypes.Bot);
        activity.From = new ChannelAccount(activity.From?.Id is { Length: > 0 and <= 64 } from ? from : "person", role: RoleTypes.User);
        activity.Timestamp = null;
        activity.RelatesTo = null;
    }

    private static bool TryReadEventId(Activity activity, out string eventId)
    {
        var client = activity.ChannelData is JsonElement { ValueKind: JsonValueKind.Object } data
            && data.TryGetProperty("clientActivityID", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
        eventId = client is { Length: > 0 } ? client : activity.Id is { Length: > 0 } id ? id : Guid.NewGuid().ToString("N");
        return eventId.Length <= MaxEventId;
    }
}
