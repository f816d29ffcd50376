using System.Collections.Immutable;
using System.Globalization;

namespace Tsunagu.Directory;

/// <summary>
/// Reads the seed's conditions: <c>a=b &amp; (c=d | e in (f,g)) &amp; 15&lt;=age&lt;=49</c>. Comparisons are understood for <c>age</c>;
/// for other numbers the condition stays unknown, since no question asks for them.
/// </summary>
public static class EligibilityParser
{
    /// <summary>Reads one text; on failure <paramref name="error"/> says what was expected and where.</summary>
    public static bool TryParse(string text, out EligibilityRule rule, out string? error)
    {
        var reader = new Reader(text);
        var read = reader.ReadAny();
        if (reader.Error is null && !reader.AtEnd)
            reader.Fail("expected '&', '|' or the end");
        error = reader.Error;
        rule = read!;
        return error is null;
    }

    private ref struct Reader(string text)
    {
        private readonly string _text = text;
        private int _at;

        internal string? Error { get; private set; }

        internal bool AtEnd
        {
            get
            {
                SkipBlanks();
                return _at == _text.Length;
            }
        }

        internal void Fail(string what) => Error ??= $"\"{_text}\": {what} at character {_at + 1}";

        internal EligibilityRule? ReadAny() => ReadList('|', static parts => new AnyCondition(parts), all: false);

        private EligibilityRule? ReadList(char separator, Func<ImmutableArray<EligibilityRule>, EligibilityRule> join, bool all)
        {
            var parts = ImmutableArray.CreateBuilder<EligibilityRule>();
            do
            {
                var part = all ? ReadOne() : ReadList('&', static p => new AllConditions(p), all: true);
                if (part is null)
                    return null;
                parts.Add(part);
            }
            while (TryChar(separator));
            return parts.Count == 1 ? parts[0] : join(parts.ToImmutable());
        }

        private EligibilityRule? ReadOne()
        {
            if (TryChar('('))
            {
                var inner = ReadAny();
                if (inner is not null && !TryChar(')'))
                    Fail("expected ')'");
                return Error is null ? inner : null;
            }
            var lower = int.MinValue;
            if (TryNumber(out var number))
            {
                if (!TryComparison(out var turned) || turned is not ("<=" or "<"))
                    return Expected("'<=' or '<' after a number");
                lower = turned == "<=" ? number : number + 1;
            }
            var fact = ReadName();
            if (fact.Length == 0)
                return Expected("the name of a fact");
            if (TryWord("in"))
                return ReadAllowed(fact);
            if (!TryComparison(out var comparison))
                return lower > int.MinValue ? Age(fact, lower, int.MaxValue) : Expected("'=', '>=', '<=', '<', '>' or 'in'");
            if (comparison == "=")
                return new FactIs(fact, [ReadName()]);
            if (!TryNumber(out var bound))
            {
                ReadName();
                return new NotAsked(fact);
            }
            return comparison switch
            {
                "<=" => Age(fact, lower, bound),
                "<" => Age(fact, lower, bound - 1),
                ">=" => Age(fact, bound, int.MaxValue),
                _ => Age(fact, bound + 1, int.MaxValue),
            };
        }

        private static EligibilityRule Age(string fact, int from, int to) => fact == "age" ? new AgeBetween(from, to) : new NotAsked(fact);

        private EligibilityRule? ReadAllowed(string fact)
        {
            if (!TryChar('('))
                return Expected("'(' after in");
            var allowed = ImmutableArray.CreateBuilder<string>();
            do
                allowed.Add(ReadName());
            while (TryChar(','));
            return TryChar(')') ? new FactIs(fact, allowed.ToImmutable()) : Expected("')'");
        }

        private EligibilityRule? Expected(string what)
        {
            Fail("expected " + what);
            return null;
        }

        private bool TryComparison(out string comparison)
        {
            foreach (var candidate in (ReadOnlySpan<string>)["<=", ">=", "<", ">", "="])
            {
                if (TryWord(candidate))
                {
                    comparison = candidate;
                    return true;
                }
            }
            comparison = "";
            return false;
        }

        private bool TryNumber(out int number)
        {
            SkipBlanks();
            var end = _at;
            while (end < _text.Length && char.IsAsciiDigit(_text[end]))
                end++;
            if (!int.TryParse(_text.AsSpan(_at, end - _at), NumberStyles.None, CultureInfo.InvariantCulture, out number))
                return false;
            _at = end;
            return true;
        }

        private string ReadName()
        {
            SkipBlanks();
            var start = _at;
            while (_at < _text.Length && (char.IsAsciiLetterOrDigit(_text[_at]) || _text[_at] is '_' or '-'))
                _at++;
            return _text[start.._at];
        }

        private bool TryWord(string word)
        {
            SkipBlanks();
            if (string.CompareOrdinal(_text, _at, word, 0, word.Length) != 0)
                return false;
            if (char.IsAsciiLetter(word[0]) && _at + word.Length < _text.Length && char.IsAsciiLetterOrDigit(_text[_at + word.Length]))
                return false;
            _at += word.Length;
            return true;
        }

        private bool TryChar(char c)
        {
            SkipBlanks();
            if (_at >= _text.Length || _text[_at] != c)
                return false;
            _at++;
            return true;
        }

        private void SkipBlanks()
        {
            while (_at < _text.Length && _text[_at] == ' ')
                _at++;
        }
    }
}
