using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.Channels.Line;

/// <summary>The part of the fake platform that keeps rich menus, aliases, links, and the webhook's address.</summary>
internal sealed partial class FakePlatform
{
    private readonly Dictionary<string, (JsonElement Menu, byte[]? Image)> _menus = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _links = new(StringComparer.Ordinal);
    private string? _default;
    private string? _webhook;
    private int _menuNumber;

    /// <summary>Menus as they stand: id → menu object and size of the picture in bytes (0 = none yet).</summary>
    public IReadOnlyDictionary<string, (JsonElement Menu, int ImageBytes)> Menus
    {
        get
        {
            lock (_lock)
                return _menus.ToDictionary(m => m.Key, m => (m.Value.Menu, m.Value.Image?.Length ?? 0), StringComparer.Ordinal);
        }
    }

    /// <summary>Aliases as they stand: alias → menu id.</summary>
    public IReadOnlyDictionary<string, string> Aliases
    {
        get
        {
            lock (_lock)
                return new Dictionary<string, string>(_aliases, StringComparer.Ordinal);
        }
    }

    /// <summary>Everybody's menu.</summary>
    public string? DefaultMenu
    {
        get
        {
            lock (_lock)
                return _default;
        }
    }

    /// <summary>The alias of the menu that a person sees.</summary>
    public string? AliasOf(string user)
    {
        lock (_lock)
        {
            var id = _links.TryGetValue(user, out var linked) ? linked : _default;
            return _aliases.FirstOrDefault(a => a.Value == id).Key;
        }
    }

    /// <summary>Puts menus in place as <c>tsunagu line setup</c> does.</summary>
    public void InstallMenus(IEnumerable<(string Alias, JsonObject Menu)> menus)
    {
        lock (_lock)
        {
            foreach (var (alias, menu) in menus)
            {
                var id = NewMenu(JsonSerializer.SerializeToElement(menu));
                _aliases[alias] = id;
                _default ??= id;
            }
        }
    }

    private FakeResponse? RichMenuCall(FakeCall call) => (call.Method, call.Path.Trim('/').Split('/')) switch
    {
        ("GET", ["v2", "bot", "channel", "webhook", "endpoint"]) => _webhook is null ? Problem(404, "Not found") : Ok(new JsonObject { ["endpoint"] = _webhook, ["active"] = true }),
        ("PUT", ["v2", "bot", "channel", "webhook", "endpoint"]) => WithJson(call, (_, json) =>
        {
            if (TextOf(json, "endpoint") is not { Length: <= 500 } address || !address.StartsWith("https://", StringComparison.Ordinal))
                return Problem(400, "The endpoint must be an HTTPS address of at most 500 characters");
            _webhook = address;
            return Ok([]);
        }),
        ("POST", ["v2", "bot", "channel", "webhook", "test"]) => Ok(new JsonObject { ["success"] = true, ["statusCode"] = 200, ["reason"] = "OK", ["detail"] = "200" }),
        ("GET", ["v2", "bot", "richmenu", "list"]) => Ok(new JsonObject { ["richmenus"] = new JsonArray([.. _menus.Select(m => WithId(m.Key, m.Value.Menu))]) }),
        ("POST", ["v2", "bot", "richmenu"]) => WithJson(call, (_, json) => CheckMenu(json) ?? Ok(new JsonObject { ["richMenuId"] = NewMenu(json.Clone()) })),
        ("POST", ["v2", "bot", "richmenu", "alias"]) => WithJson(call, NewAlias),
        ("POST", ["v2", "bot", "richmenu", "alias", var alias]) => WithJson(call, (_, json) => Move(alias, json)),
        ("GET", ["v2", "bot", "richmenu", "alias", "list"]) => Ok(new JsonObject { ["aliases"] = new JsonArray([.. _aliases.Select(a => Alias(a.Key, a.Value))]) }),
        ("GET", ["v2", "bot", "richmenu", "alias", var alias]) => _aliases.TryGetValue(alias, out var id) ? Ok(Alias(alias, id)) : Problem(404, "richmenu alias not found"),
        ("POST", ["v2", "bot", "richmenu", var id, "content"]) => Upload(id, call),
        // Only whether there is one is asked for.
        ("GET", ["v2", "bot", "richmenu", var id, "content"]) => _menus.TryGetValue(id, out var menu) && menu.Image is not null ? Ok([]) : Problem(404, "Not found"),
        ("DELETE", ["v2", "bot", "richmenu", var id]) => _menus.Remove(id) ? Ok([]) : Problem(404, "richmenu not found"),
        ("POST", ["v2", "bot", "user", "all", "richmenu", var id]) => SetDefault(id),
        ("GET", ["v2", "bot", "user", "all", "richmenu"]) => _default is { } all ? Ok(new JsonObject { ["richMenuId"] = all }) : Problem(404, "no default richmenu"),
        ("POST", ["v2", "bot", "user", var user, "richmenu", var id]) => Link(user, id),
        _ => null,
    };

    private string NewMenu(JsonElement menu)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"richmenu-{++_menuNumber:x32}");
        _menus[id] = (menu, null);
        return id;
    }

    private FakeResponse NewAlias(FakeCall call, JsonElement json)
    {
        if (TextOf(json, "richMenuAliasId") is not { Length: > 0 and <= 32 } alias || TextOf(json, "richMenuId") is not { } id || !_menus.TryGetValue(id, out var menu))
            return Problem(400, "invalid alias or richmenu");
        if (menu.Image is null)
            return Problem(400, "must upload richmenu image before applying it to an alias");
        return _aliases.TryAdd(alias, id) ? Ok([]) : Problem(400, "conflict richmenu alias id");
    }

    private FakeResponse Move(string alias, JsonElement json)
    {
        if (!_aliases.ContainsKey(alias))
            return Problem(404, "richmenu alias not found");
        if (TextOf(json, "richMenuId") is not { } id || !_menus.TryGetValue(id, out var menu) || menu.Image is null)
            return Problem(400, "richmenu not found or without image");
        _aliases[alias] = id;
        return Ok([]);
    }

    private FakeResponse Upload(string id, FakeCall call)
    {
        if (!_menus.TryGetValue(id, out var menu))
            return Problem(404, "richmenu not found");
        if (menu.Image is not null)
            return Problem(400, "An image has already been uploaded to the richmenu");
        var size = menu.Menu.GetProperty("size");
        // PNG: width and height stand at byte 16 and 20.
        if (call.ContentType != "image/png" || call.Body.Length is < 24 or > 1024 * 1024 || BinaryPrimitives.ReadUInt32BigEndian(call.Body) != 0x89504E47
            || BinaryPrimitives.ReadInt32BigEndian(call.Body.AsSpan(16)) != size.GetProperty("width").GetInt32()
            || BinaryPrimitives.ReadInt32BigEndian(call.Body.AsSpan(20)) != size.GetProperty("height").GetInt32())
            return Problem(400, "The image must be a PNG or JPEG of at most 1 MB in the size of the richmenu");
        _menus[id] = (menu.Menu, call.Body);
        return Ok([]);
    }

    private FakeResponse SetDefault(string id)
    {
        if (!_menus.TryGetValue(id, out var menu))
            return Problem(404, "richmenu not found");
        if (menu.Image is null)
            return Problem(400, "must upload richmenu image before applying it to users");
        _default = id;
        return Ok([]);
    }

    private FakeResponse Link(string user, string id)
    {
        if (!_menus.ContainsKey(id))
            return Problem(404, "richmenu not found");
        _links[user] = id;
        return Ok([]);
    }

    private static FakeResponse? CheckMenu(JsonElement menu)
    {
        var f = new MessageRules.Findings();
        f.Only("menu", menu, "size", "selected", "name", "chatBarText", "areas");
        var (width, height) = menu.TryGetProperty("size", out var size) ? (size.GetProperty("width").GetInt32(), size.GetProperty("height").GetInt32()) : (0, 0);
        if (width is < 800 or > 2500 || height < 250 || width < height * 1.45)
            f.Add("size", "width 800 to 2500, height from 250, ratio from 1.45");
        f.Graphemes("name", TextOf(menu, "name") ?? "", 1, 300);
        f.Graphemes("chatBarText", TextOf(menu, "chatBarText") ?? "", 1, 14);
        if (!menu.TryGetProperty("areas", out var areas) || areas.ValueKind != JsonValueKind.Array || areas.GetArrayLength() > 20)
            f.Add("areas", "at most 20");
        else
        {
            foreach (var area in areas.EnumerateArray())
            {
                var b = area.GetProperty("bounds");
                int x = b.GetProperty("x").GetInt32(), y = b.GetProperty("y").GetInt32(), w = b.GetProperty("width").GetInt32(), h = b.GetProperty("height").GetInt32();
                if (x < 0 || y < 0 || w <= 0 || h <= 0 || x + w > width || y + h > height)
                    f.Add("bounds", "outside of the menu");
                MessageRules.Action(f, "action", area.GetProperty("action"), 20, labelNeeded: false);
            }
        }

        return f.All.Count == 0 ? null : Problem(400, string.Join("; ", f.All.Select(x => $"{x.Property}: {x.Message}")));
    }

    private static JsonObject WithId(string id, JsonElement menu)
    {
        var node = JsonNode.Parse(menu.GetRawText())!.AsObject();
        node["richMenuId"] = id;
        return node;
    }

    private static JsonObject Alias(string alias, string id) => new() { ["richMenuAliasId"] = alias, ["richMenuId"] = id };
}
