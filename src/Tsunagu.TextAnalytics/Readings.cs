namespace Tsunagu.TextAnalytics;

/// <summary>Words written in kanji with their readings, from the content: what is compared afterwards is the reading.</summary>
internal sealed class Readings
{
    // Longer words first, so that a part of a word is not read before the whole.
    private readonly (string Word, string Reading)[] _readings;

    internal Readings(IEnumerable<(string Word, string Reading)> readings) =>
        _readings = [.. readings.Select(r => (TextFolding.Fold(r.Word), TextFolding.Fold(r.Reading))).Where(r => r.Item1.Length > 0).OrderByDescending(r => r.Item1.Length)];

    /// <summary>A folded text with its words as they are read.</summary>
    internal string Read(string folded)
    {
        foreach (var (word, reading) in _readings)
        {
            if (folded.Contains(word, StringComparison.Ordinal))
                folded = folded.Replace(word, reading, StringComparison.Ordinal);
        }
        return folded;
    }
}
