using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations;

/// <summary>What a row holds before it is sealed: activities as JSON by source-generated metadata, with a few fields before them.</summary>
internal static class TurnPayload
{
    private const string AtNight = "night";

    private static readonly JsonTypeInfo<Activity[]> ActivitiesInfo = (JsonTypeInfo<Activity[]>)ActivityJson.Options.GetTypeInfo(typeof(Activity[]));
    private static readonly JsonWriterOptions Writing = new() { Encoder = ActivityJson.Options.Encoder, MaxDepth = ActivityJson.MaxDepth };

    /// <summary>A turn: id of the person's activity, how many activities are not replies, the activities.</summary>
    public static ReadOnlySpan<byte> OfTurn(string activityId, int before, IReadOnlyList<Activity> activities)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        buffer.GetSpan(1)[0] = (byte)before;
        buffer.Advance(1);
        WriteText(buffer, activityId);
        WriteActivities(buffer, activities);
        return buffer.WrittenSpan;
    }

    public static (string ActivityId, int Before, Activity[] Activities) ReadTurn(ReadOnlySpan<byte> bytes)
    {
        var before = bytes[0];
        bytes = bytes[1..];
        var id = ReadText(ref bytes) ?? "";
        return (id, before, ReadActivities(bytes));
    }

    /// <summary>A delivery: whom it is for, what the channel gave along, the messages.</summary>
    public static ReadOnlySpan<byte> OfDelivery(OutgoingDelivery delivery)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        WriteText(buffer, delivery.Key.ChannelId);
        WriteText(buffer, delivery.Key.ConversationId);
        WriteText(buffer, delivery.ReplyWith);
        WriteActivities(buffer, delivery.Messages);
        return buffer.WrittenSpan;
    }

    public static (ConversationKey Key, string? ReplyWith, Activity[] Messages) ReadDelivery(ReadOnlySpan<byte> bytes)
    {
        var channel = ReadText(ref bytes) ?? "";
        var conversation = ReadText(ref bytes) ?? "";
        var replyWith = ReadText(ref bytes);
        return (new ConversationKey(channel, conversation), replyWith, ReadActivities(bytes));
    }

    /// <summary>A reminder: whom it is for, what the channel needs, the window and how to tell of it.</summary>
    public static ReadOnlySpan<byte> OfReminder(KeptReminder kept)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        WriteText(buffer, kept.Key.ChannelId);
        WriteText(buffer, kept.Key.ConversationId);
        WriteText(buffer, kept.PushWith);
        WriteText(buffer, kept.Reminder.WindowId);
        WriteText(buffer, kept.Reminder.Locale);
        WriteText(buffer, kept.Reminder.AtNight ? AtNight : null);
        return buffer.WrittenSpan;
    }

    public static (ConversationKey Key, string PushWith, Reminder Reminder) ReadReminder(ReadOnlySpan<byte> bytes)
    {
        var channel = ReadText(ref bytes) ?? "";
        var conversation = ReadText(ref bytes) ?? "";
        var pushWith = ReadText(ref bytes) ?? "";
        var window = ReadText(ref bytes) ?? "";
        var locale = ReadText(ref bytes) ?? "";
        return (new ConversationKey(channel, conversation), pushWith, new Reminder(window, locale, ReadText(ref bytes) == AtNight));
    }

    private static void WriteActivities(ArrayBufferWriter<byte> buffer, IReadOnlyList<Activity> activities)
    {
        using var json = new Utf8JsonWriter(buffer, Writing);
        json.WriteStartArray();
        foreach (var activity in activities)
            ActivityJson.Serialize(json, activity);
        json.WriteEndArray();
    }

    private static Activity[] ReadActivities(ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, ActivitiesInfo) ?? [];

    // A length of minus one is null.
    private static void WriteText(ArrayBufferWriter<byte> buffer, string? text)
    {
        var length = text is null ? -1 : Encoding.UTF8.GetByteCount(text);
        BinaryPrimitives.WriteInt32BigEndian(buffer.GetSpan(4), length);
        buffer.Advance(4);
        if (length > 0)
        {
            Encoding.UTF8.GetBytes(text, buffer.GetSpan(length));
            buffer.Advance(length);
        }
    }

    private static string? ReadText(ref ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadInt32BigEndian(bytes);
        bytes = bytes[4..];
        if (length < 0)
            return null;
        var text = Encoding.UTF8.GetString(bytes[..length]);
        bytes = bytes[length..];
        return text;
    }
}
