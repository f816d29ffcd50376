using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Directory.Api.Import;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.Host;

/// <summary>
/// Stands before every change of the directory where the handbook is there: needs keep a window, what the handbook names stays, and the Law of
/// DESIGN section 6 holds for every path of answers and the next twelve months.
/// </summary>
/// <param name="handbookPath">The folder of the handbook.</param>
/// <param name="handbook">The same, read.</param>
/// <param name="words">Says it in Japanese.</param>
/// <param name="clock">Tells where the twelve months begin.</param>
public sealed class LawGate(string handbookPath, Handbook handbook, IDirectoryWords words, TimeProvider clock) : IDirectoryGate
{
    /// <summary>Enough to mend; each breach stands for many paths.</summary>
    private const int MostTold = 5;

    private readonly NeedsKeptGate _needs = new(words);
    private readonly Lazy<HandbookWalk> _walk = new(() => HandbookWalk.Of(handbook));

    /// <inheritdoc/>
    public IReadOnlyList<string> Refuse(DirectorySnapshot before, DirectorySnapshot after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        if (before.Version == after.Version)
            return []; // only what members see of each other changes
        List<string> refusals = [.. _needs.Refuse(before, after), .. Named(before, after)];
        return refusals.Count > 0 ? refusals : [.. Breaches(before, after)];
    }

    /// <summary>A window or a scheme that the handbook names cannot go: the next start would fail.</summary>
    private IEnumerable<string> Named(DirectorySnapshot before, DirectorySnapshot after)
    {
        if (before.Services.All(s => after.FindService(s.Id) is not null) && before.Schemes.All(s => after.FindScheme(s.Id) is not null))
            return [];
        HandbookLoader.TryLoad(handbookPath, BotComposition.ReferencesOf(before), out _, out var known);
        HandbookLoader.TryLoad(handbookPath, BotComposition.ReferencesOf(after), out _, out var problems);
        return problems.Select(p => p.ToString()).Except(known.Select(p => p.ToString())).Take(MostTold)
            .Select(problem => words.Say("ja", "directory.desk.gate.handbook", ("problem", problem)));
    }

    private IEnumerable<string> Breaches(DirectorySnapshot before, DirectorySnapshot after)
    {
        var now = clock.GetUtcNow();
        var breaches = LawProof.Prove(handbook, after, _walk.Value, now).Breaches;
        if (breaches.Count == 0)
            return [];
        // What was broken before must not keep people from mending the rest.
        var known = LawProof.Prove(handbook, before, _walk.Value, now).Breaches.Select(b => b.Path).ToHashSet(StringComparer.Ordinal);
        return breaches.Where(b => !known.Contains(b.Path)).Take(MostTold).Select(breach => words.Say("ja", "directory.desk.gate.law",
            ("path", breach.Path), ("time", FormattableString.Invariant($"{JapanTime.Local(breach.At):yyyy-MM-dd HH:mm}"))));
    }
}
