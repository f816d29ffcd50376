namespace Tsunagu.Handbooks.Content;

/// <summary>Something wrong in the content, with its place and the mend.</summary>
/// <param name="Source">File (relative to the handbook's folder) and line.</param>
/// <param name="What">What is wrong.</param>
/// <param name="Mend">How to mend it.</param>
public sealed record ContentProblem(SourceMark Source, string What, string Mend)
{
    /// <summary><c>file:line: what — mend</c>.</summary>
    public override string ToString() => $"{Source}: {What} — {Mend}";
}

/// <summary>The content is broken; nothing of it is used.</summary>
public sealed class ContentException : Exception
{
    /// <summary>An exception that tells these problems, one a line.</summary>
    public ContentException(IReadOnlyList<ContentProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>All problems, in file order.</summary>
    public IReadOnlyList<ContentProblem> Problems { get; }
}

/// <summary>Ids that content may name but that live in the directory; null leaves a kind unchecked.</summary>
public sealed record ContentReferences
{
    /// <summary>Ids of support schemes.</summary>
    public IReadOnlySet<string>? Schemes { get; init; }

    /// <summary>Ids of windows.</summary>
    public IReadOnlySet<string>? Windows { get; init; }

    /// <summary>Ward and branch ids.</summary>
    public IReadOnlySet<string>? Wards { get; init; }
}

/// <summary>A handbook read from its folder, every reference resolved.</summary>
/// <param name="Handbook">Questions, worries, needs.</param>
/// <param name="Texts">Every word for citizens.</param>
/// <param name="Crisis">Words that mean danger.</param>
/// <param name="Warnings">What does not stop the start but should be looked at: unused texts, fallbacks.</param>
public sealed record LoadedHandbook(Handbook Handbook, HandbookTexts Texts, CrisisLexicon Crisis, IReadOnlyList<ContentProblem> Warnings)
{
    /// <summary>Phrasings by which worries in one's own words are known.</summary>
    public UnderstandingContent Understanding { get; init; } = UnderstandingContent.Empty;
}
