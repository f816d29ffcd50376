namespace Tsunagu.BotCore;

/// <summary>
/// Finds whole numbers and ordinals that can mean a place in a list: digits of any width, circled digits, English words to ninety-nine,
/// Japanese counters (番, 番目, つ目, 個目, 第). It prefers to find nothing: "1.5", "-1", "3人" or "一人" are no places in a list.
/// </summary>
internal static class NumberRecognizer
{
    private static readonly Dictionary<string, int> Cardinals = WordsOf(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen");

    private static readonly Dictionary<string, int> Ordinals = WordsOf(
        "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth");

    private static readonly Dictionary<string, int> Tens = new(StringComparer.Ordinal)
    {
        ["twenty"] = 20,
        ["thirty"] = 30,
        ["forty"] = 40,
        ["fifty"] = 50,
        ["sixty"] = 60,
        ["seventy"] = 70,
        ["eighty"] = 80,
        ["ninety"] = 90,
    };

    // Longest first.
    private static readonly string[] Counters = ["番目", "番め", "つ目", "つめ", "個目", "番"];

    // What may follow a number and its counter without changing what it means; "も" is not among them ("1つもない" is none).
    private const string Particles = "とやかでをがにのは";

    /// <summary>Finds numbers.</summary>
    /// <param name="text">What the person wrote.</param>
    /// <param name="count">How many things can be chosen: "last" is the last of them.</param>
    internal static List<Found> Recognize(string text, int count)
    {
        var found = new List<Found>();
        FindWords(text, count, found);
        FindDigits(text, found);
        found.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return found;
    }

    private static void FindWords(string text, int count, List<Found> found)
    {
        var tokens = Tokenizer.DefaultTokenizer(text);
        for (var i = 0; i < tokens.Count; i++)
        {
            var token = tokens[i];
            var word = token.Normalized;
            if (Tens.TryGetValue(word, out var tens))
            {
                var next = i + 1 < tokens.Count ? tokens[i + 1] : null;
                if (next is not null && Cardinals.TryGetValue(next.Normalized, out var ones) && ones is > 0 and < 10)
                    found.Add(Make(text, token.Start, tokens[++i].End, tens + ones, ordinal: false));
                else if (next is not null && Ordinals.TryGetValue(next.Normalized, out ones) && ones is > 0 and < 10)
                    found.Add(Make(text, token.Start, tokens[++i].End, tens + ones, ordinal: true));
                else
                    found.Add(Make(text, token.Start, token.End, tens, ordinal: false));
            }
            else if (Cardinals.TryGetValue(word, out var cardinal))
            {
                found.Add(Make(text, token.Start, token.End, cardinal, ordinal: false));
            }
            else if (Ordinals.TryGetValue(word, out var ordinal))
            {
                found.Add(Make(text, token.Start, token.End, ordinal, ordinal: true));
            }
            else if (word == "last")
            {
                found.Add(Make(text, token.Start, token.End, count, ordinal: true));
            }
            else if (word is "next" or "previous")
            {
                // A place beside another one: "the next one" must not become the first.
                found.Add(new Found(token.Start, token.End, token.Text, 0, Ordinal: true, Relative: true));
            }
        }
    }

    private static void FindDigits(string text, List<Found> found)
    {
        var i = 0;
        while (i < text.Length)
        {
            if (DigitOf(text[i]) < 0)
            {
                i++;
                continue;
            }

            var start = i;
            long value = 0;
            while (i < text.Length && DigitOf(text[i]) is var digit and >= 0)
            {
                value = Math.Min((value * (digit > 9 ? 100 : 10)) + digit, int.MaxValue);
                i++;
            }

            var (end, counter) = EndOf(text, i, value);
            if (end >= 0 && MayStandAfter(text, start))
                found.Add(Make(text, start, end - 1, value, ordinal: counter));
            i = Math.Max(i, end);
        }

        FindKanji(text.Trim(), found);
    }

    // A kanji numeral is part of too many words, so it must be all that was written: 二, 二番, 第二, 二つ目.
    private static void FindKanji(string text, List<Found> found)
    {
        var start = text.StartsWith('第') ? 1 : 0;
        var (i, value) = (start, 0);
        for (; i < text.Length && KanjiOf(text[i]) is var digit and > 0; i++)
            value = digit == 10 ? Math.Max(value, 1) * 10 : value + digit;
        if (i == start || value is < 1 or > 99)
            return;
        var rest = text.AsSpan(i);
        if (rest.IsEmpty || Array.Exists(Counters, c => text.AsSpan(i).SequenceEqual(c)))
            found.Add(Make(text, 0, text.Length - 1, value, ordinal: start > 0 || !rest.IsEmpty));
    }

    // Where the number ends with its counter or English ending, and whether that makes it an ordinal; -1 if it is part of something else.
    private static (int End, bool Ordinal) EndOf(string text, int i, long value)
    {
        var rest = text.AsSpan(i);
        foreach (var counter in Counters)
        {
            if (rest.StartsWith(counter))
                return MayStandBefore(text, i + counter.Length) ? (i + counter.Length, true) : (-1, false);
        }

        var ending = (value % 100) is >= 11 and <= 13 ? "th" : (value % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        if (rest.StartsWith(ending, StringComparison.OrdinalIgnoreCase) && MayStandBefore(text, i + 2))
            return (i + 2, true);

        // 1.5 is no place in a list. A comma is: "1,3" means two of them.
        var broken = rest.Length > 1 && rest[0] is '.' or '．' && DigitOf(rest[1]) >= 0;
        return !broken && MayStandBefore(text, i) ? (i, false) : (-1, false);
    }

    private static bool MayStandBefore(string text, int next) =>
        next >= text.Length || !char.IsLetterOrDigit(text[next]) || Particles.Contains(text[next], StringComparison.Ordinal);

    private static bool MayStandAfter(string text, int start)
    {
        if (start == 0)
            return true;
        var before = text[start - 1];
        if (before is '-' or '−' or '－' or '.' or '．')
            return false;
        return !char.IsLetterOrDigit(before) || before == '第' || Particles.Contains(before, StringComparison.Ordinal);
    }

    // ASCII and full-width digits, and circled numbers from 1 to 20; -1 for anything else.
    private static int DigitOf(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= '０' and <= '９' => c - '０',
        >= '①' and <= '⑳' => c - '①' + 1,
        _ => -1,
    };

    private static int KanjiOf(char c) => c switch
    {
        '一' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        _ => 0,
    };

    private static Found Make(string text, int start, int end, long value, bool ordinal) =>
        new(start, end, text.Substring(start, end - start + 1), value, ordinal, Relative: false);

    private static Dictionary<string, int> WordsOf(string words) =>
        words.Split(' ').Select(static (word, i) => KeyValuePair.Create(word, i)).ToDictionary(StringComparer.Ordinal);

    /// <summary>A number that was found.</summary>
    /// <param name="Start">Where it begins, in UTF-16 units.</param>
    /// <param name="End">Its last unit.</param>
    /// <param name="Text">As it stands.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Ordinal">True if it is an ordinal.</param>
    /// <param name="Relative">True if it names a place beside another one.</param>
    internal sealed record Found(int Start, int End, string Text, long Value, bool Ordinal, bool Relative);
}
