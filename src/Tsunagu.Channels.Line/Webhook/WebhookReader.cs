using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tsunagu.Channels.Line;

/// <summary>
/// Reads the body of a webhook. LINE may add kinds, values and fields without notice (development guidelines), so everything unknown
/// is passed over, and an event that cannot be read costs only itself.
/// </summary>
internal static class WebhookReader
{
    private const int MaxId = 128;
    private const int MaxText = 5000;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowDuplicateProperties = true };

    /// <summary>The events in the order in which they happened.</summary>
    /// <param name="body">UTF-8 JSON whose signature is verified.</param>
    /// <param name="odd">How many events could not be read.</param>
    /// <exception cref="JsonException">The body is no JSON object.</exception>
    public static IReadOnlyList<LineEvent> Read(ReadOnlyMemory<byte> body, out int odd)
    {
        odd = 0;
        using var document = JsonDocument.Parse(body, Options);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new JsonException("The body is no JSON object.");
        if (!document.RootElement.TryGetProperty("events", out var list) || list.ValueKind != JsonValueKind.Array)
            return [];
        List<LineEvent> events = new(list.GetArrayLength());
        foreach (var element in list.EnumerateArray())
        {
            if (ReadEvent(element) is { } e)
                events.Add(e);
            else
                odd++;
        }

        // Stable, so that events of the same instant keep LINE's order.
        return [.. events.OrderBy(e => e.At)];
    }

    private static LineEvent? ReadEvent(JsonElement json)
    {
        if (Text(json, "type") is not { Length: > 0 } type)
            return null;
        var source = Object(json, "source");
        var postback = Object(json, "postback");
        return new LineEvent
        {
            Type = type,
            Id = IdOf(json),
            Redelivered = Flag(Object(json, "deliveryContext"), "isRedelivery"),
            At = Number(json, "timestamp") is { } at && at is >= 0 and < 253402300800000 ? DateTimeOffset.FromUnixTimeMilliseconds((long)at) : default,
            Standby = string.Equals(Text(json, "mode"), "standby", StringComparison.Ordinal),
            ReplyToken = Text(json, "replyToken") is { Length: > 0 } token ? token : null,
            UserId = Text(source, "userId") is { Length: > 0 } user ? user : null,
            GroupId = Text(source, "groupId") ?? Text(source, "roomId"),
            Message = type is "message" ? ReadMessage(Object(json, "message")) : null,
            Data = Text(postback, "data"),
            SwitchedMenu = Text(Object(postback, "params"), "newRichMenuAliasId") is not null,
            Unblocked = Flag(Object(json, "follow"), "isUnblocked"),
            UnsentMessageId = Text(Object(json, "unsend"), "messageId"),
        };
    }

    private static LineIncomingMessage? ReadMessage(JsonElement json)
    {
        if (Text(json, "type") is not { Length: > 0 } kind)
            return null;
        var text = Text(json, "text");
        return new LineIncomingMessage
        {
            Kind = kind,
            Id = Text(json, "id"),
            Text = text?.Length > MaxText ? text[..MaxText] : text,
            MentionsUs = MentionsUs(Object(json, "mention")),
            Place = Number(json, "latitude") is { } latitude && Number(json, "longitude") is { } longitude ? (latitude, longitude) : null,
        };
    }

    private static bool MentionsUs(JsonElement mention) =>
        mention.ValueKind == JsonValueKind.Object && mention.TryGetProperty("mentionees", out var list) && list.ValueKind == JsonValueKind.Array
        && list.EnumerateArray().Any(m => Flag(m, "isSelf"));

    // An event without an id of LINE is known by what it is; a redelivery has the same.
    private static string IdOf(JsonElement json)
    {
        if (Text(json, "webhookEventId") is { Length: > 0 and <= MaxId } id)
            return id;
        var what = string.Join('\n', Text(json, "webhookEventId"), Text(json, "type"), Number(json, "timestamp"), Text(Object(json, "source"), "userId"),
            Text(Object(json, "message"), "id"), Text(Object(json, "postback"), "data"));
        return "h:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)));
    }

    private static JsonElement Object(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;

    private static string? Text(JsonElement json, string name)
    {
        if (json.ValueKind != JsonValueKind.Object || !json.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, escaped: no text.
            return null;
        }
    }

    private static double? Number(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number)
            ? number : null;

    private static bool Flag(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
