using System.Runtime.InteropServices;

namespace Tsunagu.Directory;

/// <summary>
/// A search index in memory over short Japanese texts: single letters and pairs of letters of the folded text, so that a word of one or two
/// letters (家賃) is found as surely as a long one, without knowing where words end. Deterministic: the same texts and query give the same order.
/// </summary>
/// <remarks>
/// A query is split at blanks; every word must occur. Records whose title holds all words come first, then the others, each in the given
/// order. A word of three letters or more that occurs nowhere is taken as mistyped: records that share at least half of its pairs are found, the
/// nearest first. Above <see cref="ManyRecords"/> candidates a long word's pairs are not held against the text again: that costs most where
/// it matters least.
/// </remarks>
public sealed class TextIndex
{
    private const int ManyRecords = 10_000;
    private const int LongestQuery = 100;
    private const int MostWords = 8;
    private const int MostGuesses = 200;

    private readonly SearchFolding _folding;
    private readonly Field _titles;
    private readonly Field _texts;

    /// <summary>An index over records.</summary>
    /// <param name="records">Title and the whole text (the title need not be repeated) of each, in the order in which they are to be found.</param>
    /// <param name="folding">How writings are made the same.</param>
    public TextIndex(IReadOnlyList<(string Title, string Text)> records, SearchFolding folding)
    {
        ArgumentNullException.ThrowIfNull(records);
        _folding = folding;
        var titles = new string[records.Count];
        var texts = new string[records.Count];
        for (var i = 0; i < records.Count; i++)
        {
            titles[i] = folding.Fold(records[i].Title);
            texts[i] = titles[i] + "\n" + folding.Fold(records[i].Text);
        }
        _titles = new Field(titles);
        _texts = new Field(texts);
    }

    /// <summary>Indexes of the records that are found, the best first; all of them for a query without a letter.</summary>
    /// <param name="query">What somebody wrote.</param>
    public IReadOnlyList<int> Find(string query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var words = (query.Length > LongestQuery ? query[..LongestQuery] : query)
            .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(_folding.Fold).Where(word => word.Length > 0).Distinct(StringComparer.Ordinal).Take(MostWords).ToList();
        if (words.Count == 0)
            return Enumerable.Range(0, _texts.Count).ToArray();
        var found = _texts.WithAll(words);
        if (found.Length == 0)
            return Guess(words);
        var first = _titles.WithAll(words);
        return first.Length == 0 ? found : [.. first, .. Without(found, first)];
    }

    private int[] Guess(List<string> words)
    {
        int[]? all = null;
        foreach (var word in words)
        {
            var found = _texts.With(word);
            if (found.Length == 0)
                found = _texts.Near(word, MostGuesses);
            all = all is null ? found : [.. all.Where(found.Contains)];
        }
        return all ?? [];
    }

    private static int[] Without(int[] sorted, int[] taken)
    {
        var rest = new List<int>(sorted.Length);
        var at = 0;
        foreach (var record in sorted)
        {
            while (at < taken.Length && taken[at] < record)
                at++;
            if (at == taken.Length || taken[at] != record)
                rest.Add(record);
        }
        return [.. rest];
    }

    /// <summary>One text per record with the lists of records for each letter and pair.</summary>
    private sealed class Field
    {
        private readonly string[] _texts;
        private readonly Dictionary<int, int[]> _lists = [];

        internal Field(string[] texts)
        {
            _texts = texts;
            var lists = new Dictionary<int, List<int>>();
            for (var record = 0; record < texts.Length; record++)
            {
                var text = texts[record];
                for (var i = 0; i < text.Length; i++)
                {
                    Add(lists, text[i], record);
                    if (i + 1 < text.Length)
                        Add(lists, Pair(text, i), record);
                }
            }
            foreach (var (key, list) in lists)
                _lists[key] = [.. list];
        }

        internal int Count => _texts.Length;

        internal int[] WithAll(List<string> words)
        {
            var found = With(words[0]);
            for (var i = 1; i < words.Count && found.Length > 0; i++)
                found = Both(found, With(words[i]));
            return found;
        }

        internal int[] With(string word)
        {
            if (word.Length == 1)
                return List(word[0]);
            var lists = Pairs(word).Select(List).OrderBy(list => list.Length).ToList();
            var found = lists[0];
            for (var i = 1; i < lists.Count && found.Length > 0; i++)
                found = Both(found, lists[i]);
            // Two letters are their pair; a longer word's pairs may stand apart from each other.
            return word.Length == 2 || found.Length is 0 or > ManyRecords
                ? found
                : Array.FindAll(found, record => _texts[record].Contains(word, StringComparison.Ordinal));
        }

        internal int[] Near(string word, int most)
        {
            var pairs = Pairs(word).ToList();
            if (pairs.Count < 2)
                return [];
            var shared = new Dictionary<int, int>();
            foreach (var pair in pairs)
            {
                foreach (var record in List(pair))
                    CollectionsMarshal.GetValueRefOrAddDefault(shared, record, out _)++;
            }
            return [.. shared.Where(s => s.Value * 2 >= pairs.Count).OrderByDescending(s => s.Value).ThenBy(s => s.Key).Take(most).Select(s => s.Key)];
        }

        private static IEnumerable<int> Pairs(string word) => Enumerable.Range(0, word.Length - 1).Select(i => Pair(word, i)).Distinct();

        private static int Pair(string text, int at) => (text[at] << 16) | text[at + 1];

        private int[] List(int key) => _lists.GetValueOrDefault(key, []);

        private static void Add(Dictionary<int, List<int>> lists, int key, int record)
        {
            ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(lists, key, out _);
            list ??= [];
            if (list.Count == 0 || list[^1] != record)
                list.Add(record);
        }

        private static int[] Both(int[] a, int[] b)
        {
            if (a.Length > b.Length)
                (a, b) = (b, a);
            var both = new int[a.Length];
            var count = 0;
            var at = 0;
            foreach (var record in a)
            {
                // A short list leaps through a long one; two long lists walk side by side.
                if (b.Length > 16 * a.Length)
                {
                    var place = Array.BinarySearch(b, at, b.Length - at, record);
                    at = place < 0 ? ~place : place;
                }
                else
                {
                    while (at < b.Length && b[at] < record)
                        at++;
                }
                if (at == b.Length)
                    break;
                if (b[at] == record)
                    both[count++] = record;
            }
            return both.AsSpan(0, count).ToArray();
        }
    }
}
