namespace Tsunagu.Handbooks;

/// <summary>Where a piece of content was written, so that an error can name file and line.</summary>
/// <param name="File">Path relative to the handbook's folder, with <c>/</c>; empty for content made in code.</param>
/// <param name="Line">1-based line; 0 when unknown.</param>
public readonly record struct SourceMark(string File, int Line)
{
    /// <summary><c>file:line</c>, the form that editors open.</summary>
    public override string ToString() => string.IsNullOrEmpty(File) ? "(code)" : $"{File}:{Line}";
}
