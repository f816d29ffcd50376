namespace Tsunagu.Architecture.Tests.Rules;

/// <summary>Members of the platform that make code depend on the machine it runs on: its clock, its dice, its settings.</summary>
internal static class MemberRules
{
    private static readonly string[] Clock =
    [
        "System.DateTime::get_Now", "System.DateTime::get_UtcNow", "System.DateTime::get_Today",
        "System.DateTimeOffset::get_Now", "System.DateTimeOffset::get_UtcNow",
        "System.Environment::get_TickCount", "System.Environment::get_TickCount64",
        "System.Diagnostics.Stopwatch::StartNew", "System.Diagnostics.Stopwatch::GetTimestamp", "System.Threading.Thread::Sleep",
    ];

    private static readonly string[] SystemClock = ["System.TimeProvider::get_System"];
    private static readonly string[] Dice = ["System.Random::get_Shared", "System.Random::.ctor"];
    private static readonly string[] NewIds = ["System.Guid::NewGuid", "System.Guid::CreateVersion7"];
    private static readonly string[] Settings = ["System.Environment::GetEnvironmentVariable", "System.Environment::GetEnvironmentVariables"];

    /// <summary>Pure projects: the same input gives the same output, so not even an id may come from chance.</summary>
    private static readonly string[] Pure = ["Tsunagu.BotCore", "Tsunagu.Handbook", "Tsunagu.Directory", "Tsunagu.Dialogs"];

    /// <summary>Where the real clock is taken and settings are read.</summary>
    private static readonly string[] Roots = ["Tsunagu.Host", "Tsunagu.Tools"];

    public static IEnumerable<string> Time(CompiledCode code)
    {
        foreach (var finding in Uses(code, Clock, "time comes from the injected TimeProvider")) yield return finding;
        if (Roots.Contains(code.Project)) yield break;
        // The directory service may run alone; then its own Program is a composition root.
        var service = code.Project == "Tsunagu.Directory.Api";
        foreach (var finding in Uses(code, SystemClock, "take a TimeProvider; Host chooses the clock").Where(finding => !service || !finding.Contains("Program", StringComparison.Ordinal))) yield return finding;
    }

    public static IEnumerable<string> Chance(CompiledCode code)
    {
        foreach (var finding in Uses(code, Dice, "chance comes from an injected source")) yield return finding;
        if (!Pure.Contains(code.Project)) yield break;
        foreach (var finding in Uses(code, NewIds, "a pure project makes no random ids; take the id as input")) yield return finding;
    }

    public static IEnumerable<string> Configuration(CompiledCode code)
    {
        if (Roots.Contains(code.Project)) yield break;
        foreach (var finding in Uses(code, Settings, "only Host reads settings; take an options object")) yield return finding;
        foreach (var (where, type) in code.TypesUsed().Distinct())
        {
            // The directory service may run alone; then its own Program is a composition root.
            if (code.Project == "Tsunagu.Directory.Api" && where.Contains("Program", StringComparison.Ordinal)) continue;
            if (type.StartsWith("Microsoft.Extensions.Configuration.", StringComparison.Ordinal))
                yield return $"{code.Project}: {where} reads configuration ({type}) — only Host does; take an options object";
        }
    }

    private static IEnumerable<string> Uses(CompiledCode code, string[] members, string mend) =>
        code.MembersUsed()
            .Where(used => members.Contains(used.Member))
            .Select(used => $"{code.Project}: {used.Where} uses {used.Member} — {mend}");
}
