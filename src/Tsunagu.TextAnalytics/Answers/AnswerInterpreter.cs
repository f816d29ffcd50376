using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Which of the offered options typed words mean: numbers in any writing, places in the list, ages, the words of an option. A wrong pick is
/// worse than asking again, so whatever fits two options, or is denied or doubted, is asked back.
/// </summary>
internal sealed class AnswerInterpreter(HandbookTexts texts, IEnumerable<(string Word, string Reading)> readings)
{
    private const double Near = 0.66;
    private const double Apart = 0.15;
    private const double Likely = 0.4;

    private static readonly string[] Commands = ["now", "human", "back", "stop", "restart", "erase", "skip", "help", "language", "more", "edit", "done"];

    private readonly OptionMatcher _matcher = new(readings);
    private readonly Dictionary<string, string> _commandWords = BuildCommands(texts);

    internal AnswerInterpretation Interpret(string text, AnswerContext context)
    {
        ArgumentNullException.ThrowIfNull(text);
        var folded = TextFolding.Fold(text.Length > 300 ? text[..300] : text);
        if (folded.Length == 0)
            return Unclear();
        var candidates = context.Options.Select(_matcher.Prepare).ToList();
        var plain = AnswerWords.Plain(folded);
        if (Whole(folded, candidates) is { } same)
            return Pick([same]);
        if (AnswerWords.Forms(plain).Any(f => AnswerWords.Unknown().IsMatch(f)) && candidates.Where(c => AnswerWords.Unknown().IsMatch(c.Folded)).ToList() is [var unknown])
            return Pick([unknown]);
        var exact = _matcher.Exact(plain, candidates);
        var byNumber = ByNumber(plain, text, candidates, context.Multi);
        if (exact.Count == 1 && byNumber is null)
            return Pick(exact);
        if (CommandOf(folded, plain) is { } command)
            return exact.Count > 1 ? Ask(exact) : new AnswerInterpretation { Command = command };
        if (byNumber is not null)
            return byNumber;
        if (exact.Count > 1)
            return Ask(exact);
        return YesNo(plain, candidates) ?? Sets(plain, candidates, context.Multi) ?? Words(folded, plain, text, candidates, context.Multi);
    }

    /// <summary>What was typed is an option, letter by letter.</summary>
    private static OptionMatcher.Candidate? Whole(string folded, List<OptionMatcher.Candidate> candidates)
    {
        var found = candidates.Where(c => c.Folded == folded || c.Words.FoldedLabel == folded).ToList();
        return found.Count == 1 ? found[0] : null;
    }

    private string? CommandOf(string folded, string plain)
    {
        foreach (var form in AnswerWords.Forms(plain).Prepend(folded))
        {
            if (_commandWords.TryGetValue(form, out var command))
                return command;
        }
        return AnswerWords.Forms(folded).Any(f => AnswerWords.Unknown().IsMatch(f)) ? "skip" : null;
    }

    private static Dictionary<string, string> BuildCommands(HandbookTexts texts)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var locale in Locale.All)
        {
            foreach (var command in Commands)
            {
                foreach (var word in texts.CommandWords(locale, command))
                    words.TryAdd(TextFolding.Fold(word), command);
            }
        }
        return words;
    }

    private static AnswerInterpretation? ByNumber(string plain, string raw, List<OptionMatcher.Candidate> candidates, bool multi)
    {
        var count = candidates.Count;
        var forms = AnswerWords.Forms(plain).ToList();
        foreach (var form in forms)
        {
            if (Numerals.Place(form, count) is { } place)
                return place >= 1 && place <= count ? Pick([candidates[place - 1]]) : Unclear();
        }
        // A tilde says "from … to" and a blank says "and"; folding takes both out.
        var usual = Widths.Usual(raw).ToLowerInvariant().Replace('〜', '~').Replace('・', ',').Replace('.', ',').Trim(' ', ',', '。', '、');
        if (OptionRange.IsSpan(usual) && OptionRange.Of(usual) is { } span && candidates.Count(c => OptionRange.Of(c.Option.Text) is not null) > 1)
            return candidates.Where(c => OptionRange.Of(c.Option.Text) == span).ToList() is [var spanned] ? Pick([spanned]) : Unclear();
        if (HasGap(usual) && Numerals.Several(usual) is { } listed)
            return Listed(listed, candidates, multi);
        var typed = forms.Select(OptionRange.Typed).FirstOrDefault(t => t is not null);
        var number = forms.Select(Numerals.One).FirstOrDefault(n => n is not null);
        if (plain.EndsWith('番') || plain.Contains("番で", StringComparison.Ordinal) || plain.EndsWith('번') || plain.EndsWith('号'))
            typed = null;
        if (typed is { } ranged && ByRange(ranged.Range, ranged.Unit, number, candidates) is { } aged)
            return aged;
        if (number is { } one)
        {
            // 13 on a list of four, where several may be chosen, may be 1 and 3: not for us to say.
            return one >= 1 && one <= count ? Pick([candidates[one - 1]]) : Ask(multi ? Digits(one, candidates) : []);
        }
        if (typed is { Unit: true })
            return null;
        var doubt = Doubted(plain, raw, candidates);
        if (doubt is not null)
            return doubt;
        return (Numerals.Several(usual) ?? forms.Select(Numerals.Several).FirstOrDefault(n => n is not null)) is { } several ? Listed(several, candidates, multi) : null;
    }

    private static AnswerInterpretation Listed(IReadOnlyList<int> numbers, List<OptionMatcher.Candidate> candidates, bool multi)
    {
        var picked = numbers.Where(n => n >= 1 && n <= candidates.Count).Select(n => candidates[n - 1]).ToList();
        return multi && picked.Count == numbers.Count ? Pick(picked) : Ask(picked);
    }

    /// <summary>Two numbers with something between them.</summary>
    private static bool HasGap(string text)
    {
        var first = text.AsSpan().IndexOfAnyInRange('0', '9');
        var last = text.AsSpan().LastIndexOfAnyInRange('0', '9');
        return first >= 0 && last > first && text.AsSpan(first, last - first).ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>「1か2」 「1 or 2」: in doubt between them.</summary>
    private static AnswerInterpretation? Doubted(string plain, string raw, List<OptionMatcher.Candidate> candidates)
    {
        var numbers = new List<int>();
        var parts = plain.Replace("かな", "か", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal);
        parts = AnswerWords.Either().Replace(parts.Contains("or", StringComparison.Ordinal) && raw.Any(char.IsAsciiDigit) ? parts.Replace("or", "か", StringComparison.Ordinal) : parts, "か");
        if (!parts.Contains('か', StringComparison.Ordinal))
            return null;
        foreach (var part in parts.Split('か', StringSplitOptions.RemoveEmptyEntries))
        {
            if (AnswerWords.Forms(part).Select(Numerals.One).FirstOrDefault(n => n is not null) is not { } number)
                return null;
            numbers.Add(number);
        }
        return numbers.Count < 2 ? null : Ask([.. numbers.Where(n => n >= 1 && n <= candidates.Count).Select(n => candidates[n - 1])]);
    }

    private static AnswerInterpretation? ByRange(OptionRange typed, bool unit, int? number, List<OptionMatcher.Candidate> candidates)
    {
        var ranged = candidates.Select(c => (Candidate: c, Range: OptionRange.Of(c.Option.Text))).Where(c => c.Range is not null).ToList();
        if (ranged.Count < 2)
            return null;
        var covering = ranged.Where(c => c.Range!.Value.Covers(typed)).Select(c => c.Candidate).ToList();
        var listed = !unit && number is { } n && n >= 1 && n <= candidates.Count ? candidates[n - 1] : null;
        if (covering.Count == 1)
            return listed is null || listed == covering[0] ? Pick(covering) : Ask([listed, covering[0]]);
        if (covering.Count > 1)
            return Ask(covering);
        if (listed is not null)
            return null;
        var meeting = ranged.Where(c => c.Range!.Value.Meets(typed)).Select(c => c.Candidate).ToList();
        return Ask(meeting);
    }

    private static List<OptionMatcher.Candidate> Digits(int number, List<OptionMatcher.Candidate> candidates) =>
        [.. number.ToString(System.Globalization.CultureInfo.InvariantCulture).Select(d => d - '0').Where(d => d >= 1 && d <= candidates.Count).Distinct().Select(d => candidates[d - 1])];

    private static AnswerInterpretation? YesNo(string plain, List<OptionMatcher.Candidate> candidates)
    {
        var forms = AnswerWords.Forms(plain).ToList();
        var yes = forms.Any(f => AnswerWords.Yes().IsMatch(f));
        var no = !yes && forms.Any(f => AnswerWords.No().IsMatch(f));
        if (!yes && !no)
            return null;
        var fits = candidates.Where(c => (yes ? AnswerWords.YesOption() : AnswerWords.NoOption()).IsMatch(c.Folded)).ToList();
        var opposite = candidates.Where(c => (yes ? AnswerWords.NoOption() : AnswerWords.YesOption()).IsMatch(c.Folded)).ToList();
        // "Yes" answers a question only where the options are a yes and a no.
        if (fits.Count == 1 && opposite.Count == 1)
            return Pick(fits);
        return AnswerWords.None().IsMatch(plain) ? null : Ask(fits.Count == 2 ? fits : []) with { Assent = yes };
    }

    private static AnswerInterpretation? Sets(string plain, List<OptionMatcher.Candidate> candidates, bool multi)
    {
        var forms = AnswerWords.Forms(plain).ToList();
        if (forms.Any(f => AnswerWords.None().IsMatch(f)))
        {
            var none = candidates.Where(c => c.Exclusive).ToList();
            return none.Count == 1 ? Pick(none) : new AnswerInterpretation { NoneOfThem = true };
        }
        if (forms.Any(f => AnswerWords.All().IsMatch(f)))
            return multi ? Pick([.. candidates.Where(c => !c.Exclusive)]) : Unclear();
        return null;
    }

    private AnswerInterpretation Words(string folded, string plain, string raw, List<OptionMatcher.Candidate> candidates, bool multi)
    {
        var spaced = CrisisText.Read(raw.Length > 300 ? raw[..300] : raw, []).Spaced;
        var denied = new List<OptionMatcher.Candidate>();
        var within = _matcher.Within(folded, spaced, candidates, denied);
        var rest = candidates.Where(c => !denied.Contains(c) && !c.Exclusive).ToList();
        if (denied.Count > 0 && within.Count == 0)
        {
            if (multi && folded.Contains("以外", StringComparison.Ordinal) && AnswerWords.Forms(folded).Any(f => f.EndsWith("全部", StringComparison.Ordinal) || f.EndsWith("すべて", StringComparison.Ordinal)))
                return Pick(rest);
            return Ask(rest.Count <= 2 ? rest : []);
        }
        if (within.Count == 1)
            return Doubtful(folded, spaced) ? Ask(within) : Pick(within);
        if (within.Count > 1)
            return multi && !Doubtful(folded, spaced) && !BetweenTwo(folded) ? Pick(within) : Ask(within);
        var holding = _matcher.Holding(plain, candidates);
        if (holding.Count == 1)
            return Pick(holding);
        if (holding.Count > 1)
            return Ask(holding);
        var nearest = _matcher.Nearest(plain, candidates);
        if (nearest.Count == 0)
            return Unclear();
        var second = nearest.Count > 1 ? nearest[1].Near : 0;
        if (nearest[0].Near >= Near && nearest[0].Near - second >= Apart)
            return Pick([nearest[0].Candidate]);
        return Ask([.. nearest.Where(n => n.Near >= Likely).Take(2).Select(n => n.Candidate)]);
    }

    /// <summary>A question back, or either-or.</summary>
    private static bool Doubtful(string folded, string spaced) =>
        AnswerWords.Either().IsMatch(folded) || AnswerWords.Either().IsMatch(spaced) || folded.EndsWith("ではない?", StringComparison.Ordinal);

    /// <summary>「家族か友人」: the か between two things is an or.</summary>
    private static bool BetweenTwo(string folded)
    {
        var at = folded.IndexOf('か', StringComparison.Ordinal);
        return at > 0 && at < folded.Length - 2 && folded[at - 1] != 'と' && folded[at + 1] is not ('な' or 'も' or 'ら' or 'ぞ');
    }

    private static AnswerInterpretation Pick(IEnumerable<OptionMatcher.Candidate> picks) =>
        new() { Picks = [.. picks.OrderBy(p => p.Option.Number).Select(p => p.Option.Id)] };

    private static AnswerInterpretation Ask(IReadOnlyList<OptionMatcher.Candidate> likely) =>
        new() { Unclear = true, Ask = [.. likely.Take(2).Select(p => p.Option.Id)] };

    private static AnswerInterpretation Unclear() => new() { Unclear = true };
}
