using BenchmarkDotNet.Attributes;
using Tsunagu.Directory;

namespace Tsunagu.Benchmarks;

/// <summary>One recommendation with its first cards, over the seed (about 240 windows) and over 100,000.</summary>
[MemoryDiagnoser]
public class MatchingBenchmarks
{
    private readonly Recommender _recommender = new();
    private DirectorySnapshot _snapshot = null!;
    private RecommendationRequest _request = null!;

    /// <summary>How many windows the directory has; 0 = the seed as it is.</summary>
    [Params(0, 100_000)]
    public int Windows { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        using var site = Site.Create();
        _snapshot = Windows == 0 ? site.Directory.Current : Site.Many(site.Directory.Current, Windows);
        _request = new RecommendationRequest
        {
            Needs = [new NeedWeight("life"), new NeedWeight("shakyo", 0.7), new NeedWeight("place", 0.5)],
            Schemes = ["jiritsu-sodan-shien", "seikatsu-hogo", "sogo-shien-shikin"],
            Ward = "sakyo",
            Age = "30-39",
            Ways = ["phone"],
            At = Site.At,
        };
    }

    [Benchmark]
    public int FirstCards() => _recommender.Recommend(_snapshot, _request).FirstCards().Services.Count;
}
