namespace Tsunagu.Architecture.Tests;

/// <summary>Shows every finding of a rule, not only that there are some.</summary>
internal static class Findings
{
    public static void None(IEnumerable<string> findings)
    {
        var all = findings.Distinct().ToList();
        if (all.Count > 0) Assert.Fail(string.Join('\n', all));
    }

    /// <summary>The rule rejects the fixture, and for the reason that it is made for.</summary>
    public static void Reject(IEnumerable<string> findings, params string[] reasons)
    {
        var all = findings.Distinct().ToList();
        foreach (var reason in reasons) Assert.Contains(all, finding => finding.Contains(reason, StringComparison.Ordinal));
        Assert.Equal(reasons.Length, all.Count);
    }
}
