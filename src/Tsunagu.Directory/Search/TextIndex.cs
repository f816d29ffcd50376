using System.Buffers;
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
        using var found = _texts.WithAll(words);
        if (found.Count == 0)
            return Guess(words);
        using var first = _titles.WithAll(words);
        return FirstThenRest(first.Records, found.Records);
    }

    private int[] Guess(List<string> words)
    {
        int[]? all = null;
        foreach (var word in words)
        {
            using var with = _texts.With(word);
            var found = with.Count > 0 ? with.Records.ToArray() : _texts.Near(word, MostGuesses);
            all = all is null ? found : [.. all.Where(found.Contains)];
        }
        return all ?? [];
    }

    /// <summary>All that are found, those of the titles first, each in the given order.</summary>
    private static int[] FirstThenRest(ReadOnlySpan<int> first, ReadOnlySpan<int> found)
    {
        var all = new int[found.Length];
        first.CopyTo(all);
        var (at, count) = (0, first.Length);
        foreach (var record in found)
        {
            while (at < first.Length && first[at] < record)
                at++;
            if (at == first.Length || first[at] != record)
                all[count++] = record;
        }
        return all;
    }

    /// <summary>
    /// Records in ascending order, in an array that is given back: whole lists of 100,000 on the heap for large objects would make every tenth query
    /// wait for a full collection.
    /// </summary>
    private readonly struct Hits(int[] array, int count, bool rented) : IDisposable
    {
        public int Count => count;

        public ReadOnlySpan<int> Records => array.AsSpan(0, count);

        public void Dispose()
        {
            if (rented)
                ArrayPool<int>.Shared.Return(array);
        }
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

        internal Hits WithAll(List<string> words)
        {
            var found = With(words[0]);
            for (var i = 1; i < words.Count && found.Count > 0; i++)
            {
                using var before = found;
                using var next = With(words[i]);
                found = Both(before.Records, next.Records);
            }
            return found;
        }

        internal Hits With(string word)
        {
            if (word.Length == 1)
                return All(List(word[0]));
            var lists = Pairs(word).Select(List).OrderBy(list => list.Length).ToList();
            var found = All(lists[0]);
            for (var i = 1; i < lists.Count && found.Count > 0; i++)
            {
                using var before = found;
                found = Both(before.Records, lists[i]);
            }
            // Two letters are their pair; a longer word's pairs may stand apart from each other.
            if (word.Length == 2 || found.Count is 0 or > ManyRecords)
                return found;
            using var near = found;
            return Where(near.Records, word);
        }

        internal int[] Near(string word, int most)
        {
            var pairs = Pairs(word).ToList();
            if (pairs.Count < 2)
                return [];
            var shared = ArrayPool<byte>.Shared.Rent(_texts.Length);
            try
            {
                shared.AsSpan().Clear();
                foreach (var pair in pairs)
                {
                    foreach (var record in List(pair))
                        shared[record]++;
                }

                var near = new List<int>(most);
                for (var times = pairs.Count; times * 2 >= pairs.Count && near.Count < most; times--)
                {
                    for (var record = 0; record < _texts.Length && near.Count < most; record++)
                    {
                        if (shared[record] == times)
                            near.Add(record);
                    }
                }
                return [.. near];
            }
            finally
            {
                ArrayPool<byte>.Shared.Return(shared);
            }
        }

        private static Hits All(int[] list) => new(list, list.Length, rented: false);

        private Hits Where(ReadOnlySpan<int> records, string word)
        {
            var kept = ArrayPool<int>.Shared.Rent(Math.Max(1, records.Length));
            var count = 0;
            foreach (var record in records)
            {
                if (_texts[record].Contains(word, StringComparison.Ordinal))
                    kept[count++] = record;
            }
            return new Hits(kept, count, rented: true);
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

        private static Hits Both(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
        {
            if (a.Length > b.Length)
            {
                var longer = a;
                a = b;
                b = longer;
            }
            var both = ArrayPool<int>.Shared.Rent(Math.Max(1, a.Length));
            var count = 0;
            var at = 0;
            foreach (var record in a)
            {
                // A short list leaps through a long one; two long lists walk side by side.
                if (b.Length > 16 * a.Length)
                {
                    var place = b[at..].BinarySearch(record);
                    at += place < 0 ? ~place : place;
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
            return new Hits(both, count, rented: true);
        }
    }
}
