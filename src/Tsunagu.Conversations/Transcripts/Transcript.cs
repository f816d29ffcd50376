using System.Globalization;

namespace Tsunagu.Conversations.Transcripts;

/// <summary>
/// A talk as a specification (<c>tests/transcripts/&lt;journey&gt;/&lt;name&gt;.chat</c>): a header, an empty line, then <c>user:</c> and <c>bot:</c> lines.
/// Bot lines assert ids; full wording (<c>say:</c> below a bot line) is for the golden transcripts only.
/// </summary>
/// <param name="Header">What the talk runs under.</param>
/// <param name="Lines">The lines in order.</param>
public sealed record Transcript(TranscriptHeader Header, IReadOnlyList<TranscriptLine> Lines);

/// <summary>What a talk runs under.</summary>
public sealed record TranscriptHeader
{
    /// <summary>The channel's id.</summary>
    public string Channel { get; init; } = "webchat";

    /// <summary>Tag of the locale that the conversation is opened in.</summary>
    public string Locale { get; init; } = "ja";

    /// <summary>The instant at which it begins.</summary>
    public required DateTimeOffset Clock { get; init; }

    /// <summary>Id of the handbook.</summary>
    public string Handbook { get; init; } = "kyoto";

    /// <summary>The directory: <c>seed</c>, or the name of a fixture.</summary>
    public string Directory { get; init; } = "seed";

    /// <summary>When staff answer on LINE; null = never.</summary>
    public string? Handoff { get; init; }
}

/// <summary>Who a line belongs to.</summary>
public enum TranscriptSpeaker
{
    /// <summary>What the person does, see <see cref="TranscriptRunner"/>.</summary>
    User,

    /// <summary>What the bot must say, as ids.</summary>
    Bot,

    /// <summary>The full words of the bot line above.</summary>
    Say,

    /// <summary>Time that passes, such as <c>16m</c> or <c>3h</c>.</summary>
    Wait,
}

/// <summary>A line of a transcript.</summary>
/// <param name="Speaker">Whose line.</param>
/// <param name="Text">What stands after the colon; several lines for words in full.</param>
/// <param name="Number">The line's number in the file, from 1.</param>
public sealed record TranscriptLine(TranscriptSpeaker Speaker, string Text, int Number);

/// <summary>A transcript that cannot be read; the message begins with file and line and says how to mend it.</summary>
public sealed class TranscriptFormatException : Exception
{
    /// <summary>Creates the exception.</summary>
    public TranscriptFormatException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">File, line, what is wrong, how to mend it.</param>
    public TranscriptFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">File, line, what is wrong, how to mend it.</param>
    /// <param name="innerException">The cause.</param>
    public TranscriptFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>Reads and writes the <c>.chat</c> format.</summary>
public static class TranscriptText
{
    private const string Indent = "     ";

    /// <summary>Reads a transcript.</summary>
    /// <param name="file">Name for messages.</param>
    /// <param name="text">The file's text.</param>
    /// <exception cref="TranscriptFormatException">A line is not of the format; the message names it.</exception>
    public static Transcript Parse(string file, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rows = text.ReplaceLineEndings("\n").Split('\n');
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var at = 0;
        for (; at < rows.Length && (rows[at].Length > 0 || values.Count == 0); at++)
        {
            if (rows[at].Length == 0 || rows[at][0] == '#')
                continue;
            var (name, value) = Split(file, at + 1, rows[at], "a header line such as 'clock: 2026-11-24T10:00+09:00'");
            if (name is not ("channel" or "locale" or "clock" or "handbook" or "directory" or "handoff"))
                throw Wrong(file, at + 1, $"'{name}' is no header", "use channel, locale, clock, handbook, directory or handoff, and an empty line before the talk");
            values[name] = value;
        }

        return new Transcript(HeaderOf(file, values), ReadLines(file, rows, at));
    }

    /// <summary>Writes a transcript; reading it again gives the same.</summary>
    /// <param name="transcript">The transcript.</param>
    public static string Format(Transcript transcript)
    {
        ArgumentNullException.ThrowIfNull(transcript);
        var header = transcript.Header;
        var text = new System.Text.StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"channel: {header.Channel}\nlocale: {header.Locale}\n");
        text.Append(CultureInfo.InvariantCulture, $"clock: {header.Clock:yyyy-MM-ddTHH:mmzzz}\nhandbook: {header.Handbook}\ndirectory: {header.Directory}\n");
        if (header.Handoff is { } hours)
            text.Append(CultureInfo.InvariantCulture, $"handoff: {hours}\n");
        var after = TranscriptSpeaker.Bot;
        foreach (var line in transcript.Lines)
        {
            if (line.Speaker is TranscriptSpeaker.User or TranscriptSpeaker.Wait && after is not TranscriptSpeaker.Wait)
                text.Append('\n');
            after = line.Speaker;
            text.Append(line.Speaker switch
            {
                TranscriptSpeaker.User => "user: ",
                TranscriptSpeaker.Bot => "bot: ",
                TranscriptSpeaker.Wait => "wait: ",
                _ => "say: ",
            });
            text.Append(line.Text.Replace("\n", "\n" + Indent, StringComparison.Ordinal)).Append('\n');
        }

        return text.ToString();
    }

    private static List<TranscriptLine> ReadLines(string file, string[] rows, int at)
    {
        List<TranscriptLine> lines = [];
        for (; at < rows.Length; at++)
        {
            var row = rows[at].TrimEnd();
            if (row.Length == 0 || row[0] == '#')
                continue;
            if (row.StartsWith(Indent, StringComparison.Ordinal) && lines is [.., { Speaker: TranscriptSpeaker.Say } last])
            {
                lines[^1] = last with { Text = last.Text + "\n" + row[Indent.Length..] };
                continue;
            }

            var (name, value) = Split(file, at + 1, row, "'user: …', 'bot: …', 'say: …' or 'wait: …'");
            TranscriptSpeaker speaker = name switch
            {
                "user" => TranscriptSpeaker.User,
                "bot" => TranscriptSpeaker.Bot,
                "say" => TranscriptSpeaker.Say,
                "wait" => TranscriptSpeaker.Wait,
                _ => throw Wrong(file, at + 1, $"nobody is called '{name}'", "begin the line with user, bot, say or wait"),
            };
            if (speaker == TranscriptSpeaker.Say && lines is not [.., { Speaker: TranscriptSpeaker.Bot }])
                throw Wrong(file, at + 1, "words without a bot line above", "put 'say:' right below the 'bot:' line that it belongs to");
            lines.Add(new TranscriptLine(speaker, value, at + 1));
        }

        return lines.Count > 0 ? lines : throw Wrong(file, at, "no talk", "write at least one 'user:' line after the header and an empty line");
    }

    private static TranscriptHeader HeaderOf(string file, Dictionary<string, string> values)
    {
        if (!values.TryGetValue("clock", out var clock)
            || !DateTimeOffset.TryParseExact(clock, ["yyyy-MM-ddTHH:mmzzz", "yyyy-MM-ddTHH:mm:sszzz"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            throw Wrong(file, 1, "the header has no clock", "add 'clock: 2026-11-24T10:00+09:00' with the offset");
        var header = new TranscriptHeader { Clock = at };
        return header with
        {
            Channel = values.GetValueOrDefault("channel", header.Channel),
            Locale = values.GetValueOrDefault("locale", header.Locale),
            Handbook = values.GetValueOrDefault("handbook", header.Handbook),
            Directory = values.GetValueOrDefault("directory", header.Directory),
            Handoff = values.GetValueOrDefault("handoff"),
        };
    }

    private static (string Name, string Value) Split(string file, int line, string row, string expected)
    {
        var colon = row.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 ? (row[..colon].Trim(), row[(colon + 1)..].Trim()) : throw Wrong(file, line, $"'{row}' has no colon", "write " + expected);
    }

    private static TranscriptFormatException Wrong(string file, int line, string what, string mend) => new($"{file}:{line}: {what} — {mend}.");
}
