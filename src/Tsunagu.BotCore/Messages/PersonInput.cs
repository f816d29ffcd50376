using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.BotCore;

/// <summary>
/// What a person sent, whichever form the client used: a button's token (as <c>value</c> string, as <c>value.token</c>, or as text),
/// the choices that came with it, or typed words.
/// </summary>
/// <param name="Token">The button that was tapped; null when words were typed.</param>
/// <param name="Choices">Option ids that came with the token, in the order sent, each once.</param>
/// <param name="Typed">The typed words; null when a button was tapped or nothing was typed. Never to be stored or logged.</param>
/// <param name="HasOtherContent">True for pictures, stickers, places and other things that are not words.</param>
public sealed record PersonInput(ButtonToken? Token, IReadOnlyList<string> Choices, string? Typed, bool HasOtherContent)
{
    /// <summary>Field of an activity's channel data: true when typed words may choose nothing but numbers and commands.</summary>
    public const string ChoicesOnlyField = "choicesOnly";

    /// <summary>Field of an activity's value: the ward in which a shared place lies.</summary>
    public const string WardField = "ward";

    /// <summary>Field of an activity's channel data: true when the channel can write to the person later, unasked, once.</summary>
    public const string CanRemindField = "canRemind";

    /// <summary>More ids than any question has are cut off.</summary>
    private const int MaxChoices = 50;

    /// <summary>Neither a button nor words, as with everything that is no message.</summary>
    public static PersonInput Nothing { get; } = new(null, [], null, HasOtherContent: false);

    /// <summary>True when the client said what is ticked, even if nothing is.</summary>
    public bool ChoicesSent { get; init; }

    /// <summary>True when typed words may choose nothing but numbers and commands; they are looked at for danger all the same.</summary>
    public bool ChoicesOnly { get; init; }

    /// <summary>The ward in which a shared place lies, as the channel found it; null when no place was shared.</summary>
    public string? Ward { get; init; }

    /// <summary>True when the channel can write to the person later: a reminder may be offered.</summary>
    public bool CanRemind { get; init; }

    /// <summary>Reads an activity; values of an unknown form are treated as if they were not there.</summary>
    /// <param name="activity">A message activity from a person.</param>
    public static PersonInput Read(Activity activity)
    {
        ArgumentNullException.ThrowIfNull(activity);
        var (tokenText, choices, sent) = ReadValue(activity.Value);
        var canRemind = FieldOf(activity.ChannelData, CanRemindField).ValueKind == JsonValueKind.True;
        if (ButtonToken.TryParse(tokenText, out var token) || ButtonToken.TryParse(activity.Text?.Trim(), out token))
            return new PersonInput(token, choices, null, HasOtherContent: false) { ChoicesSent = sent, CanRemind = canRemind };
        var typed = string.IsNullOrWhiteSpace(activity.Text) ? null : activity.Text.Trim();
        var ward = FieldOf(activity.Value, WardField) is { ValueKind: JsonValueKind.String } w ? w.GetString() : null;
        return new PersonInput(null, [], typed, activity.Attachments is { Count: > 0 } || ward is not null)
        {
            ChoicesOnly = FieldOf(activity.ChannelData, ChoicesOnlyField).ValueKind == JsonValueKind.True,
            Ward = ward,
            CanRemind = canRemind,
        };
    }

    /// <inheritdoc/>
    public override string ToString() => $"{nameof(PersonInput)} {(Token is null ? "words" : "button")}"; // typed words stay out of logs

    private static (string? Token, IReadOnlyList<string> Choices, bool Sent) ReadValue(object? value) => value switch
    {
        string text => (text, [], false),
        JsonElement { ValueKind: JsonValueKind.String } element => (element.GetString(), [], false),
        JsonElement { ValueKind: JsonValueKind.Object } element => ReadObject(element),
        JsonNode node => ReadValue(node.Deserialize(BotJsonContext.Default.JsonElement)),
        _ => (null, [], false),
    };

    private static JsonElement FieldOf(object? data, string name) => data switch
    {
        JsonElement { ValueKind: JsonValueKind.Object } element when element.TryGetProperty(name, out var value) => value,
        JsonObject node => FieldOf(node.Deserialize(BotJsonContext.Default.JsonElement), name),
        _ => default,
    };

    private static (string? Token, IReadOnlyList<string> Choices, bool Sent) ReadObject(JsonElement value)
    {
        var token = value.TryGetProperty("token", out var t) && t.ValueKind == JsonValueKind.String ? t.GetString() : null;
        if (!value.TryGetProperty("choices", out var c))
            return (token, [], false);
        IEnumerable<string> ids = c.ValueKind switch
        {
            JsonValueKind.String => c.GetString()!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
            JsonValueKind.Array => c.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
            _ => [],
        };
        return (token, [.. ids.Distinct(StringComparer.Ordinal).Take(MaxChoices)], true);
    }
}
