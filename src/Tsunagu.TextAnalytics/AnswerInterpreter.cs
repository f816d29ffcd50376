using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Which of the offered options typed words mean: numbers in any writing, the words of an option, other words for it; several where several
/// may be chosen. A wrong pick is worse than asking again, so whatever fits two options is asked back.
/// </summary>
internal sealed partial class AnswerInterpreter(HandbookTexts texts)
{
    private const string KanjiDigits = "一二三四五六七八九";

    private static readonly string[] Commands = ["now", "human", "back", "stop", "restart", "erase", "skip", "help", "language", "more", "edit", "done"];
    private static readonly string[] Politeness = ["でお願いします", "おねがいします", "お願いします", "です", "だとおもいます", "だと思います", "かな", "かも", "だよ", "だ", "ね", "のこと", "がいい", "にします", "で"];
    private static readonly string[] Hedges = ["たぶん", "多分", "やっぱり", "えっと", "ええと", "うん", "はい"];

    private readonly ConcurrentDictionary<(string Locale, string Command), string[]> _commandWords = new();

    internal AnswerInterpretation Interpret(string text, AnswerContext context)
    {
        var folded = Plain(TextFolding.Fold(text));
        if (folded.Length == 0)
            return new AnswerInterpretation { Unclear = true };
        if (CommandOf(folded, context.Locale) is { } command)
            return new AnswerInterpretation { Command = command };
        if (context.Multi && All().IsMatch(folded))
            return new AnswerInterpretation { Picks = [.. context.Options.Where(o => !o.Exclusive).Select(o => o.Id)] };
        if (None().IsMatch(folded))
            return new AnswerInterpretation { NoneOfThem = true };
        if (Numbers(folded, context) is { } numbered)
            return numbered;
        var picks = Words(folded, context);
        if (picks.Count == 1 || (picks.Count > 1 && context.Multi))
            return new AnswerInterpretation { Picks = [.. picks.OrderBy(p => p.Number).Select(p => p.Id)] };
        return new AnswerInterpretation { Unclear = true, Ask = [.. picks.Take(2).Select(p => p.Id)] };
    }

    private string? CommandOf(string folded, Locale locale)
    {
        foreach (var command in Commands)
        {
            var words = _commandWords.GetOrAdd((locale.Tag, command), key => [.. texts.CommandWords(locale, key.Command).Select(w => Plain(TextFolding.Fold(w)))]);
            if (Array.IndexOf(words, folded) >= 0)
                return command;
        }
        return null;
    }

    private static AnswerInterpretation? Numbers(string folded, AnswerContext context)
    {
        if (!OnlyNumbers().IsMatch(folded))
            return null;
        var numbers = Number().Matches(folded).Select(m => Value(m.Value)).Distinct().ToList();
        var picks = context.Options.Where(o => numbers.Contains(o.Number)).ToList();
        if (picks.Count != numbers.Count || (!context.Multi && picks.Count != 1))
            return new AnswerInterpretation { Unclear = true, Ask = [.. picks.Take(2).Select(p => p.Id)] };
        return new AnswerInterpretation { Picks = [.. picks.Select(p => p.Id)] };
    }

    private static int Value(string number) =>
        KanjiDigits.IndexOf(number[0], StringComparison.Ordinal) is var digit and >= 0 ? digit + 1
        : number[0] == '十' ? 10
        : int.TryParse(number, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : -1;

    /// <summary>First options said exactly; where there is none, options whose whole words stand in the text, unless inside another's longer words.</summary>
    private static List<AnswerOption> Words(string folded, AnswerContext context)
    {
        var exact = context.Options.Where(o => Spellings(o).Contains(folded)).ToList();
        if (exact.Count > 0)
            return exact;
        var found = new List<(AnswerOption Option, int At, int Length)>();
        foreach (var option in context.Options)
        {
            var best = Spellings(option).Where(s => s.Length >= 2 || IsKanji(s)).Select(s => (At: folded.IndexOf(s, StringComparison.Ordinal), s.Length))
                .Where(m => m.At >= 0).OrderByDescending(m => m.Length).FirstOrDefault((At: -1, Length: 0));
            if (best.At >= 0 && !IsDenied(folded, best.At + best.Length))
                found.Add((option, best.At, best.Length));
        }
        return [.. found.Where(f => !found.Any(o => o.Option.Id != f.Option.Id && o.Length > f.Length && o.At <= f.At && o.At + o.Length >= f.At + f.Length)).Select(f => f.Option)];
    }

    private static bool IsKanji(string word) => word.Length > 0 && word[0] is >= '\u4E00' and <= '\u9FFF' && word.Length > 1;

    /// <summary>「家族ではない」 does not mean family.</summary>
    private static bool IsDenied(string folded, int after) =>
        after < folded.Length && Denial().IsMatch(folded[after..]);

    private static IEnumerable<string> Spellings(AnswerOption option) =>
        option.Synonyms.Append(option.Text).Concat(option.Label is { } label ? [label] : []).Select(w => Plain(TextFolding.Fold(w))).Where(w => w.Length > 0);

    /// <summary>Without marks at the ends, hedges before and politeness behind.</summary>
    private static string Plain(string folded)
    {
        var plain = Marks().Replace(folded, "");
        foreach (var hedge in Hedges)
        {
            if (plain.Length > hedge.Length && plain.StartsWith(hedge, StringComparison.Ordinal))
                plain = plain[hedge.Length..];
        }
        for (var again = true; again;)
        {
            again = false;
            foreach (var ending in Politeness)
            {
                if (plain.Length > ending.Length && plain.EndsWith(ending, StringComparison.Ordinal))
                {
                    plain = plain[..^ending.Length];
                    again = true;
                    break;
                }
            }
        }
        return plain;
    }

    [GeneratedRegex(@"^((番号?)?([0-9]+|[一二三四五六七八九十])(番目?|つ目|こ目)?([,、。とや&/と]|and)*)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex OnlyNumbers();

    [GeneratedRegex("[0-9]+|[一二三四五六七八九十]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Number();

    [GeneratedRegex("^(全部|ぜんぶ|すべて|全て|all|everything|全部都|모두|tất cả)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex All();

    [GeneratedRegex("^(どれも(で?も?ない|ちがう|違う)|どれでもない|該当なし|ありません|ない|なし|none(ofthe(m|se))?|都不是|없음|khôngcógì)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex None();

    [GeneratedRegex("^(では?|じゃ|は|も)(ない|なく|ありません|あらへん|ちゃう|違う)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 100)]
    private static partial Regex Denial();

    [GeneratedRegex(@"[。、!?,\s]+$|^[。、!?,\s]+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 100)]
    private static partial Regex Marks();
}
