using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line;

/// <summary>
/// Puts a LINE account in order: looks at the token, the quota and the webhook, and brings the rich menus up to date. Doing it again changes
/// nothing. A menu's picture cannot be replaced at LINE, so a changed menu is a new one whose name ends in a hash; then the alias moves and
/// the old one goes.
/// </summary>
/// <param name="client">The account's API.</param>
/// <param name="output">Is told what was done, one line each.</param>
/// <param name="dryRun">True to say only what would be done.</param>
public sealed class LineSetup(LineClient client, TextWriter output, bool dryRun)
{
    /// <summary>Does it all.</summary>
    /// <param name="site">The public address of the service; null = the webhook is only looked at.</param>
    /// <param name="menus">Alias, menu object and PNG of each language, the default first.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>0 when all is in order, 1 when something could not be done.</returns>
    public async Task<int> RunAsync(Uri? site, IReadOnlyList<(string Alias, JsonObject Menu, byte[] Png)> menus, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(menus);
        var info = await client.GetAsync("v2/bot/info", ct);
        if (!info.Ok)
            return await FailAsync("token", info, "issue a new channel access token in the LINE Developers Console and set Line:ChannelAccessToken");
        await output.WriteLineAsync($"token: accepted, account {info.Text("basicId") ?? "?"}");
        if (info.Text("chatMode") is "chat")
            await output.WriteLineAsync("account: chat is on in LINE Official Account Manager; with it on, staff can read what people type. Switch it off or tell the staff");
        await QuotaAsync(ct);
        if (await WebhookAsync(site, ct) is var failed && failed != 0)
            return failed;
        return await MenusAsync(menus, ct);
    }

    private async Task QuotaAsync(CancellationToken ct)
    {
        var quota = await client.GetQuotaAsync(ct);
        await output.WriteLineAsync(quota switch
        {
            null => "quota: could not be read",
            { Limit: null } => string.Create(CultureInfo.InvariantCulture, $"quota: no limit, {quota.Used} pushes this month"),
            _ => string.Create(CultureInfo.InvariantCulture, $"quota: {quota.Used} of {quota.Limit} pushes this month{(quota.IsSpent ? "; spent, answers by reply token go on" : "")}"),
        });
    }

    private async Task<int> WebhookAsync(Uri? site, CancellationToken ct)
    {
        var now = await client.GetAsync("v2/bot/channel/webhook/endpoint", ct);
        var address = now.Ok ? now.Text("endpoint") : null;
        if (site is null)
        {
            await output.WriteLineAsync($"webhook: {address ?? "not set"}; set Site:PublicUrl to have it set here");
            return 0;
        }

        var wanted = new Uri(site, WebhookEndpoint.Path.TrimStart('/')).AbsoluteUri;
        if (address != wanted)
        {
            await SayAsync($"webhook: set to {wanted}");
            if (!dryRun && await client.PutAsync("v2/bot/channel/webhook/endpoint", new JsonObject { ["endpoint"] = wanted }, ct) is { Ok: false } refused)
                return await FailAsync("webhook", refused, "use a public https address in Site:PublicUrl");
        }
        else
        {
            await output.WriteLineAsync($"webhook: {wanted}, as it was");
        }

        if (dryRun)
            return 0;
        var test = await client.PostAsync("v2/bot/channel/webhook/test", new JsonObject { ["endpoint"] = wanted }, null, ct);
        var reached = test.Ok && test.Body.Contains("\"success\":true", StringComparison.Ordinal);
        await output.WriteLineAsync(reached
            ? "webhook: LINE reached it"
            : $"webhook: LINE did not reach it ({test.Status} {test.Text("reason") ?? test.Explain()}); start the service, check the certificate, and switch 'Use webhook' and 'Webhook redelivery' on in the console");
        return 0;
    }

    private async Task<int> MenusAsync(IReadOnlyList<(string Alias, JsonObject Menu, byte[] Png)> menus, CancellationToken ct)
    {
        var list = await client.GetAsync("v2/bot/richmenu/list", ct);
        if (!list.Ok)
            return await FailAsync("rich menus", list, "try again later");
        var present = Pairs(list.Body, "richmenus", "name", "richMenuId");
        var aliases = Pairs((await client.GetAsync("v2/bot/richmenu/alias/list", ct)).Body, "aliases", "richMenuAliasId", "richMenuId");
        string? first = null;
        List<KeyValuePair<string, string>> older = [];
        foreach (var (alias, menu, png) in menus)
        {
            var name = NameOf(alias, menu, png);
            var id = present.FirstOrDefault(p => p.Key == name).Value;
            if (id is null && await CreateAsync(name, alias, menu, png, ct) is { } created)
                id = created;
            else if (id is null || !await PictureAsync(alias, id, png, ct))
                return 1;
            first ??= id;
            if (await MoveAsync(alias, id, aliases.FirstOrDefault(a => a.Key == alias).Value, ct) != 0)
                return 1;
            older.AddRange(present.Where(p => p.Key != name && IsVersionOf(p.Key, alias)));
        }

        if (first is not null && await DefaultAsync(first, ct) != 0)
            return 1;
        // Last, so that nobody is without a menu in between.
        foreach (var (old, oldId) in older)
        {
            await SayAsync($"delete the older {old}");
            if (!dryRun)
                await client.DeleteAsync($"v2/bot/richmenu/{oldId}", ct);
        }

        return 0;
    }

    /// <summary>A menu that is there may lack its picture, if an earlier run was cut off; without it LINE takes it neither by an alias nor as the default.</summary>
    private async Task<bool> PictureAsync(string alias, string id, byte[] png, CancellationToken ct)
    {
        if ((await client.DownloadAsync($"v2/bot/richmenu/{id}/content", ct)).Status != 404)
        {
            await output.WriteLineAsync($"menu {alias}: as it was");
            return true;
        }

        await SayAsync($"menu {alias}: send its picture, which is missing");
        return dryRun || await UploadAsync(alias, id, png, ct);
    }

    private async Task<bool> UploadAsync(string alias, string id, byte[] png, CancellationToken ct)
    {
        var uploaded = await client.UploadAsync($"v2/bot/richmenu/{id}/content", png, ct);
        if (!uploaded.Ok)
            await FailAsync($"menu {alias}", uploaded, "run this again; if it says the same, draw the pictures anew: tsunagu line menus --write");
        return uploaded.Ok;
    }

    private async Task<string?> CreateAsync(string name, string alias, JsonObject menu, byte[] png, CancellationToken ct)
    {
        await SayAsync($"menu {alias}: create {name}");
        if (dryRun)
            return "";
        var named = (JsonObject)menu.DeepClone();
        named["name"] = name;
        var created = await client.PostAsync("v2/bot/richmenu", named, null, ct);
        if (!created.Ok || created.Text("richMenuId") is not { } id)
        {
            await FailAsync($"menu {alias}", created, "mend the menu's words");
            return null;
        }

        if (await UploadAsync(alias, id, png, ct))
            return id;
        await client.DeleteAsync($"v2/bot/richmenu/{id}", ct);
        return null;
    }

    private async Task<int> MoveAsync(string alias, string id, string? now, CancellationToken ct)
    {
        if (now == id)
            return 0;
        await SayAsync($"alias {alias}: {(now is null ? "create" : "move")}");
        if (dryRun)
            return 0;
        var moved = now is null
            ? await client.PostAsync("v2/bot/richmenu/alias", new JsonObject { ["richMenuAliasId"] = alias, ["richMenuId"] = id }, null, ct)
            : await client.PostAsync($"v2/bot/richmenu/alias/{alias}", new JsonObject { ["richMenuId"] = id }, null, ct);
        return moved.Ok ? 0 : await FailAsync($"alias {alias}", moved, "try again later");
    }

    private async Task<int> DefaultAsync(string id, CancellationToken ct)
    {
        var now = await client.GetAsync("v2/bot/user/all/richmenu", ct);
        if (now.Ok && now.Text("richMenuId") == id)
        {
            await output.WriteLineAsync("default menu: as it was");
            return 0;
        }

        await SayAsync("default menu: set");
        if (dryRun)
            return 0;
        var set = await client.PostAsync($"v2/bot/user/all/richmenu/{id}", null, null, ct);
        return set.Ok ? 0 : await FailAsync("default menu", set, "run this again");
    }

    private Task SayAsync(string line) => output.WriteLineAsync(dryRun ? line + " (dry run: not done)" : line);

    private async Task<int> FailAsync(string what, LineResponse response, string mend)
    {
        await output.WriteLineAsync($"{what}: LINE said {response.Status} {response.Explain()} — {mend}");
        return 1;
    }

    private static string NameOf(string alias, JsonObject menu, byte[] png) =>
        alias + "-" + Convert.ToHexStringLower(SHA256.HashData([.. LineJson.Bytes(menu), .. png]))[..8];

    private static bool IsVersionOf(string name, string alias) =>
        name.Length == alias.Length + 9 && name.StartsWith(alias + "-", StringComparison.Ordinal) && name.AsSpan(alias.Length + 1).IndexOfAnyExceptInRange('0', 'f') < 0;

    private static List<KeyValuePair<string, string>> Pairs(string body, string list, string key, string value)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty(list, out var items)
                ? [.. items.EnumerateArray().Select(i => KeyValuePair.Create(i.GetProperty(key).GetString() ?? "", i.GetProperty(value).GetString() ?? ""))]
                : [];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return [];
        }
    }
}
