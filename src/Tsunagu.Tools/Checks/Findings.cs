namespace Tsunagu.Tools.Checks;

/// <summary>What a check found: problems stop a release, warnings are to be looked at. Each is one line, <c>file:line: what — mend</c>.</summary>
public sealed class Findings
{
    private readonly List<string> _problems = [];
    private readonly List<string> _warnings = [];

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<string> Problems => _problems;

    /// <summary>What is doubtful.</summary>
    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>Adds what is wrong.</summary>
    public void Problem(string line) => _problems.Add(line);

    /// <summary>Adds what is wrong.</summary>
    public void Problem(IEnumerable<string> lines) => _problems.AddRange(lines);

    /// <summary>Adds what is doubtful.</summary>
    public void Warn(IEnumerable<string> lines) => _warnings.AddRange(lines);
}
