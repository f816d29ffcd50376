using System.CommandLine;
using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Directory.Api.Desk;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host;
using Tsunagu.Tools.Checks;
using Tsunagu.Tools.Drawing;

namespace Tsunagu.Tools.Commands;

/// <summary><c>check</c>: everything that is wrong or doubtful in the seed, the handbook and the generated documents, one finding a line.</summary>
public static class CheckCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Sources sources)
    {
        var production = new Option<bool>("--production") { Description = "Looks at the directory that runs here (Storage:*) in place of the seed, and refuses what must not go live" };
        var command = new Command("check", "Checks the seed, the handbook, the Law and the generated documents; exit code 1 on problems.") { production };
        command.SetAction((parsed, cancel) => DirectoryDesk.ToldAsync(Console.Error, async () =>
        {
            DirectorySnapshot? live = null;
            if (parsed.GetValue(production))
                (live, _) = await (await DirectoryDesk.OpenAsync(SiteRoot.Find(Environment.CurrentDirectory, AppContext.BaseDirectory), cancel)).Store.ReadAsync(cancel);
            return await RunAsync(Console.Out, sources, TimeProvider.System, Progress.OnTerminal(), live);
        }));
        return command;
    }

    /// <summary>Writes problems and warnings as <c>file:line: …</c>, then what was proved, then one line with their numbers.</summary>
    /// <param name="output">Where the report goes.</param>
    /// <param name="sources">What is checked.</param>
    /// <param name="clock">Tells which records are past their review day, and where the twelve months of the Law begin.</param>
    /// <param name="progress">Is told what is being looked at.</param>
    /// <param name="live">The directory that is to go live, held to <see cref="ProductionGate"/>; null looks at the seed.</param>
    /// <returns>1 when there is a problem; warnings alone give 0.</returns>
    public static async Task<int> RunAsync(TextWriter output, Sources sources, TimeProvider clock, IProgress<string>? progress = null, DirectorySnapshot? live = null)
    {
        var findings = new Findings();
        progress?.Report("directory");
        var directory = live ?? Seed(sources, clock, findings);
        if (live is not null)
            findings.Problem(DirectoryChecks.NotReady(live, sources.Seed, clock.GetUtcNow()));
        if (directory is not null)
            findings.Warn(DirectoryChecks.Warnings(directory, sources.Seed, JapanTime.Day(clock.GetUtcNow())));
        progress?.Report("handbook");
        var sound = HandbookLoader.TryLoad(sources.Handbook, References(directory), out var loaded, out var found);
        findings.Problem(found.Select(problem => problem.ToString()));
        findings.Warn(loaded.Warnings.Select(warning => warning.ToString()));
        var proved = sound ? await HandbookAsync(loaded, directory, sources, clock, findings, progress) : null;
        Progress.Done(progress);
        foreach (var problem in findings.Problems)
            await output.WriteLineAsync(problem);
        foreach (var warning in findings.Warnings)
            await output.WriteLineAsync($"{warning} (warning)");
        if (proved is not null)
            await output.WriteLineAsync(proved);
        await output.WriteLineAsync($"{findings.Problems.Count} problems, {findings.Warnings.Count} warnings");
        return findings.Problems.Count > 0 ? 1 : 0;
    }

    /// <summary>Ids that the handbook may name; without a directory none are checked, its own problems come first.</summary>
    public static ContentReferences? References(DirectorySnapshot? directory) => directory is null ? null : BotComposition.ReferencesOf(directory);

    private static async Task<string?> HandbookAsync(LoadedHandbook loaded, DirectorySnapshot? directory, Sources sources, TimeProvider clock, Findings findings, IProgress<string>? progress)
    {
        findings.Warn(HandbookChecks.WithoutEffect(loaded.Handbook));
        findings.Problem(HandbookChecks.LongCommands(loaded.Texts));
        findings.Warn(UnusedMessages(loaded.Texts, UsedTexts.Read(AppContext.BaseDirectory, sources.Root)));
        progress?.Report("journeys");
        var walk = HandbookWalk.Of(loaded.Handbook);
        findings.Problem(HandbookChecks.Unreachable(walk));
        progress?.Report("documents");
        findings.Problem(MapFiles.Stale(loaded, sources));
        if (directory is null)
            return null;
        progress?.Report("generated journeys");
        findings.Problem(await PathsCommand.StaleAsync(sources));
        progress?.Report("the Law, twelve months");
        var begun = clock.GetTimestamp();
        var law = LawProof.Prove(loaded.Handbook, directory, walk, clock.GetUtcNow());
        findings.Problem(HandbookChecks.Law(law));
        var took = clock.GetElapsedTime(begun).TotalSeconds;
        return FormattableString.Invariant(
            $"{walk.Journeys} journeys walked; the Law over {law.Paths} paths, {law.Sets} sets of windows ({law.OnLastResort} of them need {Recommender.LastResort} at some hour), 12 months: {law.Breaches.Count} breaches, {took:0.0} s");
    }

    /// <summary>Messages that nothing says, told once for all languages.</summary>
    public static IEnumerable<string> UnusedMessages(HandbookTexts texts, UsedTexts used) =>
        from key in texts.Keys(Locale.Japanese).Order(StringComparer.Ordinal)
        where !used.Uses(key)
        select $"locales/*/{key}: nothing says this message — take it out of every language, or use it";

    private static DirectorySnapshot? Seed(Sources sources, TimeProvider clock, Findings findings)
    {
        try
        {
            return SeedDirectory.Load(sources.Seed, clock).Current;
        }
        catch (SeedException broken)
        {
            findings.Problem(broken.Problems.Select(problem => problem.ToString()));
            return null;
        }
    }
}
