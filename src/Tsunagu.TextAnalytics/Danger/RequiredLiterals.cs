namespace Tsunagu.TextAnalytics;

/// <summary>
/// Words of which at least one must stand in a text for a regular expression to match it. Knows the part of the syntax that the lexicon uses;
/// where it is not sure it says so, and the pattern is always tried.
/// </summary>
internal ref struct RequiredLiterals
{
    private readonly ReadOnlySpan<char> _pattern;
    private int _at;

    private RequiredLiterals(ReadOnlySpan<char> pattern) => _pattern = pattern;

    /// <summary>The words, or null when there are none for sure.</summary>
    internal static IReadOnlyList<string>? Of(string pattern) => new RequiredLiterals(pattern).Alternatives();

    private List<string>? Alternatives()
    {
        List<string>? words = [];
        while (true)
        {
            var best = Sequence();
            if (best is null)
                words = null;
            else
                words?.AddRange(best);
            if (_at >= _pattern.Length || _pattern[_at] != '|')
                return words;
            _at++;
        }
    }

    private List<string>? Sequence()
    {
        List<string>? best = null;
        var run = new System.Text.StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var (letter, group) = Atom();
            var (least, most) = Quantifier();
            if (least == 0)
            {
                Take(ref best, run);
                continue;
            }
            if (letter is { } c)
            {
                run.Append(c);
                if (most != 1)
                    Take(ref best, run);
                continue;
            }
            Take(ref best, run);
            if (group is not null)
                best = Better(best, group);
        }
        Take(ref best, run);
        return best;
    }

    private static void Take(ref List<string>? best, System.Text.StringBuilder run)
    {
        if (run.Length > 0)
            best = Better(best, [run.ToString()]);
        run.Clear();
    }

    /// <summary>The longer shortest word says more; of equals the smaller set.</summary>
    private static List<string>? Better(List<string>? one, List<string>? other)
    {
        if (one is null || other is null)
            return one ?? other;
        var (a, b) = (one.Min(w => w.Length), other.Min(w => w.Length));
        return a > b || (a == b && one.Count <= other.Count) ? one : other;
    }

    /// <summary>One letter, or the words of a group; neither for what matches several letters or none.</summary>
    private (char? Letter, List<string>? Group) Atom()
    {
        switch (_pattern[_at])
        {
            case '(':
                return (null, Group());
            case '[':
                while (_pattern[_at] != ']')
                    _at += _pattern[_at] == '\\' ? 2 : 1;
                _at++;
                return (null, null);
            case '\\':
                _at += 2;
                return char.IsLetterOrDigit(_pattern[_at - 1]) ? (null, null) : (_pattern[_at - 1], null);
            case '.' or '^' or '$':
                _at++;
                return (null, null);
            default:
                return (_pattern[_at++], null);
        }
    }

    private List<string>? Group()
    {
        _at++;
        var counts = true;
        if (_pattern[_at] == '?')
        {
            counts = _pattern[_at + 1] == ':';
            _at += _pattern[_at + 1] == '<' ? 3 : 2;
        }
        var words = Alternatives();
        _at++; // the closing bracket
        return counts ? words : null;
    }

    private (int Least, int Most) Quantifier()
    {
        if (_at >= _pattern.Length)
            return (1, 1);
        var (least, most, length) = _pattern[_at] switch
        {
            '?' => (0, 1, 1),
            '*' => (0, int.MaxValue, 1),
            '+' => (1, int.MaxValue, 1),
            '{' => (_pattern[_at + 1] == '0' ? 0 : 1, int.MaxValue, _pattern[_at..].IndexOf('}') + 1),
            _ => (1, 1, 0),
        };
        _at += length;
        if (length > 0 && _at < _pattern.Length && _pattern[_at] == '?')
            _at++;
        return (least, most);
    }
}
