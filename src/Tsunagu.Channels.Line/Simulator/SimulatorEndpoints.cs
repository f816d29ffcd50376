using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace Tsunagu.Channels.Line;

/// <summary>
/// <c>/dev/line</c>: a page that plays the LINE app. It gives events to this class, which completes and signs them and posts them to the real
/// webhook over HTTP; answers come back through the fake platform. What the person types stays in the page.
/// </summary>
internal sealed class SimulatorEndpoints(LineOptions options, FakePlatform platform, TimeProvider clock, LineSimulatorClock movable, IServer server, IHttpClientFactory http)
{
    private const string Root = "/dev/line";

    // The page's own files only.
    private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public void Map(WebApplication app)
    {
        platform.InstallMenus(RichMenus.Locales.Select(l => (RichMenus.AliasOf(l), RichMenus.Build(l, options.Words[l], null))));
        app.MapGet(Root, context => SendFileAsync(context, "simulator.html", "text/html; charset=utf-8"));
        app.MapGet(Root + "/simulator.js", context => SendFileAsync(context, "simulator.js", "text/javascript; charset=utf-8"));
        app.MapGet(Root + "/flex.js", context => SendFileAsync(context, "flex.js", "text/javascript; charset=utf-8"));
        app.MapGet(Root + "/simulator.css", context => SendFileAsync(context, "simulator.css", "text/css; charset=utf-8"));
        app.MapGet(Root + "/icon.svg", context => SendFileAsync(context, "icon.svg", "image/svg+xml"));
        foreach (var alias in RichMenus.Locales.Select(RichMenus.AliasOf))
            app.MapGet($"{Root}/{alias}.png", context => SendFileAsync(context, alias + ".png", "image/png"));
        app.MapGet(Root + "/chat", Chat);
        app.MapPost(Root + "/deliver", (Delegate)DeliverAsync);
        app.MapPost(Root + "/clock", (Delegate)MoveClockAsync);
    }

    private IResult Chat(HttpContext context, string user, int after, int refused = 0)
    {
        var refusals = platform.Refusals;
        var alias = platform.AliasOf(user);
        var locale = RichMenus.Locales.FirstOrDefault(l => RichMenus.AliasOf(l) == alias) ?? RichMenus.Locales[0];
        var answer = new JsonObject
        {
            ["now"] = clock.GetUtcNow().ToString("O", CultureInfo.InvariantCulture),
            ["loading"] = platform.IsLoading(user),
            // The list of windows is a page of this very site.
            ["menu"] = RichMenus.Build(locale, options.Words[locale], new Uri($"{context.Request.Scheme}://{context.Request.Host}/windows")),
            ["menuPicture"] = $"{Root}/{RichMenus.AliasOf(locale)}.png",
            ["replies"] = platform.Replies,
            ["pushes"] = platform.Pushes,
            ["refused"] = refusals.Count,
            ["refusals"] = new JsonArray([.. refusals.Skip(refused).Select(r => (JsonNode)r)]),
            ["messages"] = new JsonArray([.. platform.ChatOf(user, after).Select(m => (JsonNode)new JsonObject { ["number"] = m.Number, ["pushed"] = m.Pushed, ["at"] = m.At.ToString("O", CultureInfo.InvariantCulture), ["message"] = JsonNode.Parse(m.Message.GetRawText()) })]),
        };
        return Json(answer);
    }

    private async Task<IResult> DeliverAsync(HttpContext context)
    {
        JsonObject? body;
        try
        {
            body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted)) as JsonObject;
        }
        catch (JsonException)
        {
            body = null;
        }

        if (body?["user"]?.GetValue<string>() is not { Length: 33 } user || body["event"] is not JsonObject e)
            return Results.Problem("Send {\"user\": \"U…\", \"event\": {…}}.", statusCode: 400, title: "No event.");
        Complete(e, user);
        var bytes = Encoding.UTF8.GetBytes(new JsonObject { ["destination"] = "U" + new string('0', 32), ["events"] = new JsonArray(e.DeepClone()) }.ToJsonString());
        using var client = http.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(OwnAddress(context), WebhookEndpoint.Path)) { Content = new ByteArrayContent(bytes) };
        request.Headers.TryAddWithoutValidation(Signature.Header, Signature.Sign(options.ChannelSecret, bytes));
        request.Content.Headers.ContentType = new("application/json") { CharSet = "utf-8" };
        using var response = await client.SendAsync(request, context.RequestAborted);
        return Json(new JsonObject { ["status"] = (int)response.StatusCode, ["event"] = e.DeepClone() });
    }

    private async Task<IResult> MoveClockAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        if (!DateTimeOffset.TryParse(await reader.ReadToEndAsync(context.RequestAborted), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) || !movable.TryMoveTo(at))
            return Results.Problem("Send an instant such as 2026-12-31T17:00:00Z.", statusCode: 400, title: "The clock cannot be moved there.");
        return Results.NoContent();
    }

    // What LINE would add. An event that is delivered again comes back complete and only gets its mark.
    private void Complete(JsonObject e, string user)
    {
        e["mode"] ??= "active";
        e["source"] ??= new JsonObject { ["type"] = "user", ["userId"] = user };
        e["timestamp"] ??= clock.GetUtcNow().ToUnixTimeMilliseconds();
        var again = e["webhookEventId"] is not null;
        e["webhookEventId"] ??= "01" + Convert.ToHexString(RandomNumberGenerator.GetBytes(12));
        e["deliveryContext"] = new JsonObject { ["isRedelivery"] = again };
        var type = e["type"]?.GetValue<string>();
        if (type == "follow")
            platform.Block(user, false);
        else if (type == "unfollow")
            platform.Block(user, true);
        if (type is "unfollow" or "unsend" or "leave" || e["mode"]?.GetValue<string>() == "standby")
            return;
        if (again && e["replyToken"]?.GetValue<string>() is { } token)
            platform.Redeliver(token);
        else
            e["replyToken"] = platform.IssueReplyToken(user);
    }

    private Uri OwnAddress(HttpContext context)
    {
        // Never the Host header: a request must not decide where signed events go.
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null || !Uri.TryCreate(address.Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal), UriKind.Absolute, out var own))
            return new Uri($"http://127.0.0.1:{context.Connection.LocalPort}");
        return own.Host is "0.0.0.0" or "[::]" ? new UriBuilder(own) { Host = "127.0.0.1" }.Uri : own;
    }

    private static async Task SendFileAsync(HttpContext context, string name, string type)
    {
        await using var file = typeof(SimulatorEndpoints).Assembly.GetManifestResourceStream("web/" + name)
            ?? throw new InvalidOperationException($"web/{name} is not embedded in the assembly.");
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-store";
        context.Response.ContentType = type;
        await file.CopyToAsync(context.Response.Body, context.RequestAborted);
    }

    private static IResult Json(JsonObject body) => Results.Text(Encoding.UTF8.GetString(LineJson.Bytes(body)), "application/json", Encoding.UTF8);
}

/// <summary>The simulator's hand on the host's clock, for trying out nights and holidays.</summary>
/// <param name="moveTo">Sets the clock; null = it cannot be moved.</param>
public sealed class LineSimulatorClock(Action<DateTimeOffset>? moveTo)
{
    /// <summary>Sets the clock to another instant, from which it ticks on.</summary>
    /// <param name="at">The instant.</param>
    /// <returns>False when it cannot be moved, or not there.</returns>
    public bool TryMoveTo(DateTimeOffset at)
    {
        if (moveTo is null || at.Year is < 2020 or > 2100)
            return false;
        moveTo(at);
        return true;
    }
}
