using BenchmarkDotNet.Attributes;
using Tsunagu.Directory;

namespace Tsunagu.Benchmarks;

/// <summary>
/// Search over 100,000 made-up windows in this process. Look at the slowest query's percentiles (the issue asks for a p99 under 5 ms); texts are built
/// from real kinds of words with a fixed seed.
/// </summary>
[MemoryDiagnoser]
public class SearchBenchmark
{
    private const int Windows = 100_000;

    private static readonly string[] Parts = ["相談", "窓口", "家賃", "支援", "子ども", "高齢者", "仕事", "生活", "福祉", "電話", "京都", "北区", "外国人", "居場所", "介護", "年金", "病院", "学校", "心の健康", "ひとり親"];

    private TextIndex _index = null!;

    /// <summary>Short, common, long, several words, mistyped, absent.</summary>
    [Params("金", "家賃", "相談", "相談窓口", "子ども 家賃 北区", "高齢社介護", "宇宙飛行")]
    public string Query { get; set; } = "";

    /// <summary>Builds the index once.</summary>
    [GlobalSetup]
    public void Build()
    {
        // A plain generator: the same texts on every machine.
        var state = 20261125u;
        string Word()
        {
            state = state * 1664525 + 1013904223;
            return Parts[(int)(state >> 16) % Parts.Length];
        }
        var records = new (string, string)[Windows];
        for (var i = 0; i < Windows; i++)
            records[i] = ($"{Word()}{Word()}{i}", string.Concat(Enumerable.Range(0, 40).Select(_ => Word())));
        _index = new TextIndex(records, SearchFolding.Plain);
    }

    /// <summary>One query.</summary>
    [Benchmark]
    public int Find() => _index.Find(Query).Count;
}
