namespace Tsunagu.Directory.Api;

/// <summary>Something wrong in a seed file, with its place and the mend.</summary>
/// <param name="File">File name in the seed folder.</param>
/// <param name="Line">1-based line on which the record begins.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record SeedProblem(string File, int Line, string What, string Mend)
{
    /// <summary><c>file:line: what — mend</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {What} — {Mend}";
}

/// <summary>The seed is broken; nothing of it is used.</summary>
public sealed class SeedException : Exception
{
    /// <summary>An exception that tells these problems, one a line.</summary>
    public SeedException(IReadOnlyList<SeedProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>All problems, in file order.</summary>
    public IReadOnlyList<SeedProblem> Problems { get; }
}
