using System.Text;

namespace Tsunagu.BotCore;

/// <summary>The default way to split a text: at spaces and punctuation; a character beyond the basic plane (an emoji) is a token of its own.</summary>
public static class Tokenizer
{
    /// <summary>The default tokenizer. Japanese has no spaces, so a phrase of it is one token and must be typed as it stands.</summary>
    public static TokenizerFunction DefaultTokenizer { get; } = Split;

    private static List<Token> Split(string text, string? locale)
    {
        var tokens = new List<Token>();
        if (string.IsNullOrEmpty(text))
            return tokens;
        var start = -1;
        var i = 0;
        while (i < text.Length)
        {
            // A lone surrogate is nobody's word; it stands for itself like any other character of the basic plane.
            var length = Rune.TryGetRuneAt(text, i, out var rune) ? rune.Utf16SequenceLength : 1;
            if (length == 2)
            {
                Add(i - 1);
                var symbol = text.Substring(i, 2);
                tokens.Add(new Token(i, i + 1, symbol, symbol));
            }
            else if (IsBreaking(text[i]))
            {
                Add(i - 1);
            }
            else if (start < 0)
            {
                start = i;
            }

            i += length;
        }

        Add(text.Length - 1);
        return tokens;

        void Add(int end)
        {
            if (start < 0)
                return;
            var word = text.Substring(start, end - start + 1);
            tokens.Add(new Token(start, end, word, word.ToLowerInvariant()));
            start = -1;
        }
    }

    // The blocks that Bot Builder breaks at: ASCII and Latin-1 marks, modifier letters, general punctuation and symbols.
    // The Japanese space, comma, brackets and full-width marks are ours in addition: its tokenizer makes one word of 「はい、お願いします！」.
    private static bool IsBreaking(char c) => c switch
    {
        <= '\u002f' => true,
        >= '\u003a' and <= '\u0040' => true,
        >= '\u005b' and <= '\u0060' => true,
        >= '\u007b' and <= '\u00bf' => true,
        >= '\u02b9' and <= '\u036f' => true,
        >= '\u2000' and <= '\u2bff' => true,
        >= '\u2e00' and <= '\u2e7f' => true,
        >= '\u3000' and <= '\u3004' => true,
        >= '\u3008' and <= '\u3020' => true,
        >= '\uff01' and <= '\uff0f' => true,
        >= '\uff1a' and <= '\uff20' => true,
        >= '\uff3b' and <= '\uff40' => true,
        >= '\uff5b' and <= '\uff65' => true,
        _ => false,
    };
}
