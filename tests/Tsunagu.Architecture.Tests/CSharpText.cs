using System.Text;

namespace Tsunagu.Architecture.Tests;

/// <summary>C# text with its comments blanked out, so that a rule may look at code and literals only. Lines keep their numbers.</summary>
internal static class CSharpText
{
    public static string WithoutComments(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = text[at] switch
            {
                '/' when Starts(text, at, "//") => EndOfLine(text, at),
                '/' when Starts(text, at, "/*") => After(text, "*/", at + 2),
                _ => -1,
            };
            if (end >= 0)
            {
                for (; at < end; at++) kept.Append(text[at] == '\n' ? '\n' : ' ');
                continue;
            }

            end = text[at] switch
            {
                '"' => EndOfString(text, at),
                '\'' => EndOfQuoted(text, at, '\''),
                _ => at + 1,
            };
            kept.Append(text, at, end - at);
            at = end;
        }

        return kept.ToString();
    }

    private static int EndOfString(string text, int at)
    {
        var quotes = 0;
        while (at + quotes < text.Length && text[at + quotes] == '"') quotes++;
        if (quotes >= 3) return After(text, new string('"', quotes), at + quotes);
        return IsVerbatim(text, at) ? EndOfVerbatim(text, at) : EndOfQuoted(text, at, '"');
    }

    // @"…", $@"…" and @$"…"
    private static bool IsVerbatim(string text, int at) =>
        (at > 0 && text[at - 1] == '@') || (at > 1 && text[at - 1] == '$' && text[at - 2] == '@');

    private static int EndOfVerbatim(string text, int at)
    {
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (!Starts(text, at, "\"\"")) return at + 1;
            at++;
        }

        return text.Length;
    }

    // Ends at the line's end at the latest: an apostrophe in a preprocessor line must not swallow the file.
    private static int EndOfQuoted(string text, int at, char quote)
    {
        for (at++; at < text.Length && text[at] != '\n'; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == quote) return at + 1;
        }

        return Math.Min(at, text.Length);
    }

    private static int EndOfLine(string text, int at) => text.IndexOf('\n', at) is var end and >= 0 ? end : text.Length;

    private static int After(string text, string mark, int from) =>
        text.IndexOf(mark, from, StringComparison.Ordinal) is var end and >= 0 ? end + mark.Length : text.Length;

    private static bool Starts(string text, int at, string mark) => string.CompareOrdinal(text, at, mark, 0, mark.Length) == 0;
}
