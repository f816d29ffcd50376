using System.CommandLine;
using System.Globalization;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host;
using Tsunagu.Tools.Talking;

namespace Tsunagu.Tools.Commands;

/// <summary><c>talk</c>: the real bot in the terminal. Numbers choose, words are understood as they are on the web, <c>/back</c> taps a command.</summary>
public static class TalkCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Sources sources)
    {
        var locale = new Option<string>("--locale") { Description = "ja, ja-simple, en, zh-Hans, ko or vi", DefaultValueFactory = _ => "ja" };
        var clock = new Option<DateTimeOffset?>("--clock") { Description = "Talk as at this instant, such as 2027-01-01T02:00+09:00" };
        var record = new Option<string?>("--record") { Description = "Writes the talk as a transcript to this file, typed words included" };
        var command = new Command("talk", "Talks with the bot in the terminal.") { locale, clock, record };
        command.SetAction((parsed, _) => RunAsync(Console.In, Console.Out, Console.Error, sources, parsed.GetValue(locale)!, parsed.GetValue(clock), parsed.GetValue(record)));
        return command;
    }

    /// <summary>Talks until the input ends.</summary>
    /// <returns>1 when the locale is unknown, content is broken or the transcript cannot be written.</returns>
    public static async Task<int> RunAsync(TextReader input, TextWriter output, TextWriter errors, Sources sources, string locale, DateTimeOffset? at, string? record)
    {
        if (!Locale.TryParse(locale, out var known))
        {
            await errors.WriteLineAsync($"--locale {locale}: not a language of the bot — use one of {string.Join(", ", Locale.All.Select(l => l.Tag))}");
            return 1;
        }
        try
        {
            // A transcript tells the minute only, and a talk that is to be replayed must not run on.
            var now = at ?? TimeProvider.System.GetUtcNow().ToOffset(Directory.JapanTime.Offset);
            now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMinute));
            using var bot = new Bot(sources, at is null && record is null ? TimeProvider.System : new StoppedClock(now));
            var talk = await bot.OpenAsync("talk", known.Tag);
            Show(output, await talk.StartAsync());
            while (await input.ReadLineAsync() is { } line)
            {
                if (line.Trim() is { Length: > 0 } said)
                    Show(output, await SayAsync(talk, said));
            }
            if (record is not null)
                await File.WriteAllTextAsync(record, TranscriptText.Format(new Transcript(new TranscriptHeader { Locale = known.Tag, Clock = now }, talk.Lines)));
            return 0;
        }
        catch (Exception broken) when (broken is ContentException or SeedException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(broken.Message);
            return 1;
        }
    }

    private static async Task<IReadOnlyList<Activity>> SayAsync(TalkDriver talk, string said)
    {
        if (said[0] == '/' && await talk.CommandAsync(said[1..]) is { } command)
            return command;
        // "2" or "1, 3": taps, so that a recording names ids and not numbers that move.
        var question = talk.Present?.Question;
        var numbers = said.Split([',', ' ', '\u3001'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var tapped = numbers.Select(n => question?.Options.FirstOrDefault(o => o.Number.ToString(CultureInfo.InvariantCulture) == n)).ToList();
        if (tapped.Count > 0 && tapped.All(o => o is not null) && (question?.Submit is not null || tapped.Count == 1))
            return await talk.ChooseAsync([.. tapped.Select(o => o!.Id)]);
        return await talk.TypeAsync(said);
    }

    private static void Show(TextWriter output, IReadOnlyList<Activity> said)
    {
        foreach (var activity in said)
        {
            output.WriteLine();
            output.WriteLine(activity.Text);
            if (activity.GetMessageData() is not { } data)
                continue;
            foreach (var card in data.Cards)
                Show(output, card);
            foreach (var option in data.Question?.Options ?? [])
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {option.Number,2}  {option.Text}"));
            if (data.Commands.Count > 0)
                output.WriteLine("  " + string.Join("  ", data.Commands.Select(c => $"/{c.Id} {c.Text}")));
        }
        output.Flush();
    }

    private static void Show(TextWriter output, MessageCard card)
    {
        output.WriteLine();
        output.WriteLine($"  * {card.Title}{(card.Badge is null ? "" : $"  [{card.Badge}]")}");
        foreach (var line in new[] { card.Subtitle, card.State, card.Reason })
        {
            if (line is not null)
                output.WriteLine("    " + line.Replace("\n", "\n    ", StringComparison.Ordinal));
        }
        foreach (var fact in card.Facts)
            output.WriteLine($"    {fact.Label}: {fact.Text}");
        foreach (var action in card.Actions)
            output.WriteLine($"    > {action.Title}  {action.Value}");
    }
}
