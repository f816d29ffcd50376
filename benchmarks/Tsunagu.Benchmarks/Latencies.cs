using System.Globalization;

namespace Tsunagu.Benchmarks;

/// <summary>Collects how long things took; the first part of a run (warm-up) is left out.</summary>
internal sealed class Latencies
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public void Add(TimeSpan took) => _milliseconds.Add(took.TotalMilliseconds);

    public static string Report(IEnumerable<Latencies> all, TimeSpan period, string what)
    {
        double[] sorted = [.. all.SelectMany(l => l._milliseconds).Order()];
        if (sorted.Length == 0)
            return $"{what}: nothing happened";
        return string.Create(CultureInfo.InvariantCulture,
            $"{what}: {sorted.Length / period.TotalSeconds:F0}/s  p50 {At(sorted, 0.5):F2} ms  p99 {At(sorted, 0.99):F2} ms  p99.9 {At(sorted, 0.999):F2} ms  max {sorted[^1]:F1} ms  n={sorted.Length}");
    }

    private static double At(double[] sorted, double share) => sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}
