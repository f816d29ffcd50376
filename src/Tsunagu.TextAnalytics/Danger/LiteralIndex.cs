using System.Buffers;

namespace Tsunagu.TextAnalytics;

/// <summary>
/// Finds in one pass over a text which of many word sets occur in it (Aho-Corasick), so that of hundreds of patterns only the few are tried
/// that can match at all. Time is linear in the text, whatever the text is.
/// </summary>
internal sealed class LiteralIndex
{
    private readonly Dictionary<(int Node, char Letter), int> _next = [];
    private readonly List<int> _fail = [0];
    private readonly List<List<int>?> _owners = [null];
    private readonly SearchValues<char> _letters;

    /// <summary>An index in which each owner stands under its words.</summary>
    /// <param name="words">A word and the number of its owner.</param>
    internal LiteralIndex(IEnumerable<(string Word, int Owner)> words)
    {
        var letters = new HashSet<char>();
        foreach (var (word, owner) in words)
        {
            var node = 0;
            foreach (var letter in word)
            {
                letters.Add(letter);
                if (!_next.TryGetValue((node, letter), out var child))
                {
                    child = _fail.Count;
                    _next[(node, letter)] = child;
                    _fail.Add(0);
                    _owners.Add(null);
                }
                node = child;
            }
            (_owners[node] ??= []).Add(owner);
        }
        _letters = SearchValues.Create([.. letters]);
        Link();
    }

    /// <summary>Marks the owners of which a word occurs in the text.</summary>
    internal void Mark(string text, bool[] found)
    {
        var node = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (node == 0)
            {
                var skip = text.AsSpan(i).IndexOfAny(_letters);
                if (skip < 0)
                    return;
                i += skip;
            }
            node = Step(node, text[i]);
            for (var at = node; at != 0; at = _fail[at])
            {
                if (_owners[at] is not { } owners)
                    continue;
                foreach (var owner in owners)
                    found[owner] = true;
            }
        }
    }

    private int Step(int node, char letter)
    {
        while (true)
        {
            if (_next.TryGetValue((node, letter), out var child))
                return child;
            if (node == 0)
                return 0;
            node = _fail[node];
        }
    }

    private void Link()
    {
        var children = _next.GroupBy(n => n.Key.Node).ToDictionary(g => g.Key, g => g.ToList());
        var queue = new Queue<int>([0]);
        while (queue.TryDequeue(out var node))
        {
            foreach (var ((_, letter), child) in children.GetValueOrDefault(node, []))
            {
                if (node != 0)
                    _fail[child] = Step(_fail[node], letter);
                queue.Enqueue(child);
            }
        }
    }
}
