using System.Globalization;
using System.Text.Json;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Directory;
using Tsunagu.Host;

namespace Tsunagu.Tools.Talking;

/// <summary>A history that cannot be turned into a transcript; the message says why and what to do.</summary>
/// <param name="message">What and how to mend it.</param>
public sealed class RecordingException(string message) : Exception(message);

/// <summary>
/// Turns the history of a conversation, as Direct Line gives it, into a transcript: what the person tapped is done once more with today's content at
/// the talk's own instant, so the bot's lines are those that a replay will meet. Words that were typed are not kept anywhere; where they
/// chose something the choice is known, else the talk cannot be recorded this way.
/// </summary>
public static class HistoryRecorder
{
    /// <summary>The transcript of a history.</summary>
    /// <param name="activities">The array <c>activities</c>.</param>
    /// <param name="sources">Content and directory.</param>
    /// <exception cref="RecordingException">The history is empty, or holds something that is not known.</exception>
    public static async Task<Transcript> RecordAsync(JsonElement activities, Sources sources)
    {
        var all = activities.ValueKind == JsonValueKind.Array ? activities.EnumerateArray().ToList() : [];
        if (all.FirstOrDefault(a => OptionsOf(a) is null && Text(a, "locale") is not null) is not { ValueKind: JsonValueKind.Object } greeting || Instant(all[0]) is not { } at)
            throw new RecordingException("The conversation has no message of the bot: open the chat and say something first.");
        var header = new TranscriptHeader { Locale = Text(greeting, "locale")!, Clock = at };
        using var bot = new Bot(sources, new StoppedClock(at));
        var talk = await bot.OpenAsync("record", header.Locale);
        await talk.StartAsync();
        for (var i = 0; i < all.Count; i++)
        {
            if (OptionsOf(all[i]) is not { } ids)
                continue;
            // After one of several was tapped the bot asks for more and names what was chosen so far.
            var more = all.Skip(i + 1).TakeWhile(a => OptionsOf(a) is null).Any(a => ChosenIn(a).Count > 0);
            var said = more && ids is [var id] ? await talk.AddAsync(id) : await talk.RepeatAsync(ids);
            if (said is null)
            {
                throw new RecordingException(ids.Count == 0
                    ? $"Message {i + 1} was typed, and typed words are not kept: record the talk with 'tsunagu talk --record FILE' instead."
                    : $"Message {i + 1} chose [{string.Join(", ", ids)}], which the handbook does not offer there: was the talk held with other content, or did the clock pass an opening hour?");
            }
        }
        return new Transcript(header, talk.Lines);
    }

    private static List<string>? OptionsOf(JsonElement activity) =>
        Data(activity) is { } data && data.TryGetProperty("optionIds", out var ids) && ids.ValueKind == JsonValueKind.Array ? [.. ids.EnumerateArray().Select(i => i.ToString())] : null;

    private static List<string> ChosenIn(JsonElement activity) =>
        Data(activity) is { } data && data.TryGetProperty("question", out var question) && question.ValueKind == JsonValueKind.Object
        && question.TryGetProperty("chosen", out var chosen) && chosen.ValueKind == JsonValueKind.Array ? [.. chosen.EnumerateArray().Select(i => i.ToString())] : [];

    private static JsonElement? Data(JsonElement activity) =>
        activity.ValueKind == JsonValueKind.Object && activity.TryGetProperty("channelData", out var data) && data.ValueKind == JsonValueKind.Object ? data : null;

    private static string? Text(JsonElement activity, string name) =>
        activity.ValueKind == JsonValueKind.Object && activity.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Instant(JsonElement activity)
    {
        if (!DateTimeOffset.TryParse(Text(activity, "timestamp"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            return null;
        var local = JapanTime.Local(at);
        return local.AddTicks(-(local.Ticks % TimeSpan.TicksPerMinute)); // a transcript tells the minute only
    }
}
