namespace Tsunagu.Architecture.Tests.Rules;

/// <summary>Which project may know which project and which technology. A project that is not in the list is a finding: decide its place first.</summary>
internal static class Boundaries
{
    private const string Everything = "*";

    /// <summary>References of ours that a project may have. Host is the composition root; Tools drives the host's parts.</summary>
    private static readonly Dictionary<string, string[]> Projects = new(StringComparer.Ordinal)
    {
        ["Tsunagu.BotCore"] = [],
        ["Tsunagu.Handbook"] = [],
        ["Tsunagu.Directory"] = [],
        ["Tsunagu.Handbook.Content"] = ["Tsunagu.Handbook"],
        ["Tsunagu.TextAnalytics"] = ["Tsunagu.Handbook"],
        ["Tsunagu.Directory.Api"] = ["Tsunagu.Directory"],
        ["Tsunagu.Directory.Client"] = ["Tsunagu.Directory"],
        ["Tsunagu.Dialogs"] = ["Tsunagu.BotCore", "Tsunagu.Handbook", "Tsunagu.Directory"],
        ["Tsunagu.Conversations"] = ["Tsunagu.Dialogs", "Tsunagu.BotCore", "Tsunagu.Handbook", "Tsunagu.Directory"],
        ["Tsunagu.Channels.Line"] = ["Tsunagu.BotCore"],
        ["Tsunagu.Channels.Mail"] = [],
        ["Tsunagu.Channels.WebChat"] = ["Tsunagu.BotCore"],
        ["Tsunagu.Host"] = [Everything],
        ["Tsunagu.Tools"] = [Everything],
    };

    /// <summary>A technology, how its assemblies and packages begin, and who may know it.</summary>
    private static readonly (string Name, string[] Prefixes, string[] Owners)[] Technologies =
    [
        ("ASP.NET", ["Microsoft.AspNetCore"], ["Tsunagu.Channels.Line", "Tsunagu.Channels.Mail", "Tsunagu.Channels.WebChat", "Tsunagu.Directory.Api", "Tsunagu.Directory.Client", "Tsunagu.Host", "Tsunagu.Tools"]),
        ("Orleans", ["Orleans", "Microsoft.Orleans"], ["Tsunagu.Conversations", "Tsunagu.Host"]),
        ("a database", ["Microsoft.EntityFrameworkCore", "Microsoft.Data.", "System.Data", "SQLitePCLRaw", "Npgsql"], ["Tsunagu.Directory.Api", "Tsunagu.Conversations"]),
        ("YAML", ["YamlDotNet", "SharpYaml"], ["Tsunagu.Handbook.Content"]),
        ("Azure", ["Azure."], ["Tsunagu.TextAnalytics"]),
        ("LINE", ["Line.", "LineMessaging", "Tsunagu.Channels.Line"], ["Tsunagu.Channels.Line", "Tsunagu.Host", "Tsunagu.Tools"]),
        ("mail", ["MailKit", "MimeKit"], ["Tsunagu.Channels.Mail", "Tsunagu.Host"]),
        ("CSV", ["CsvHelper"], ["Tsunagu.Directory.Api"]),
        ("the command line", ["System.CommandLine"], ["Tsunagu.Tools"]),
        ("configuration", ["Microsoft.Extensions.Configuration"], ["Tsunagu.Host", "Tsunagu.Tools", "Tsunagu.Directory.Api"]),
    ];

    /// <summary>Text that only code speaking to LINE contains, and its one owner.</summary>
    private static readonly string[] LineMarks = ["api.line.me", "api-data.line.me", "x-line-signature", "replyToken", "webhookEventId"];

    public static IEnumerable<string> Check(ProjectFile project)
    {
        if (!Projects.TryGetValue(project.Name, out var allowed))
        {
            yield return $"{project.Path}: this project has no place in the boundaries — add it to {nameof(Boundaries)} and to docs/architecture.md";
            yield break;
        }

        foreach (var reference in project.Projects.Where(reference => !Allowed(allowed, reference)))
            yield return $"{project.Path}: references {reference} — remove it; may reference {Words(allowed)}";
        foreach (var finding in project.Packages.SelectMany(package => Technology(project.Name, project.Path, package))) yield return finding;
    }

    public static IEnumerable<string> Check(CompiledCode code)
    {
        if (!Projects.TryGetValue(code.Project, out var allowed)) yield break;
        var ours = code.References.Where(reference => reference.StartsWith("Tsunagu.", StringComparison.Ordinal) || reference == "tsunagu");
        foreach (var reference in ours.Where(reference => !Allowed(allowed, reference)))
            yield return $"{code.Project}: uses {reference} — remove it; may use {Words(allowed)}";
        foreach (var finding in code.References.SelectMany(reference => Technology(code.Project, code.Project, reference))) yield return finding;
        if (code.Project == "Tsunagu.Channels.Line") yield break;
        foreach (var (where, text) in code.Literals())
            foreach (var mark in LineMarks.Where(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
                yield return $"{code.Project}: {where} speaks LINE (\"{mark}\") — only Tsunagu.Channels.Line does";
    }

    /// <summary>A channel translates: it may name no type of the domain, by whatever way it comes into reach.</summary>
    public static IEnumerable<string> CheckChannel(CompiledCode code)
    {
        if (!code.Project.StartsWith("Tsunagu.Channels.", StringComparison.Ordinal)) yield break;
        string[] domain = ["Tsunagu.Handbooks.", "Tsunagu.Directory.", "Tsunagu.Dialogs.", "Tsunagu.Conversations.", "Tsunagu.TextAnalytics."];
        foreach (var (where, type) in code.TypesUsed().Distinct())
            if (domain.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)))
                yield return $"{code.Project}: {where} sees {type} — let a dialog put what is needed into the message";
    }

    private static IEnumerable<string> Technology(string project, string where, string reference) =>
        from technology in Technologies
        where technology.Prefixes.Any(prefix => reference.StartsWith(prefix, StringComparison.Ordinal))
        where !technology.Owners.Contains(project)
        select $"{where}: knows {technology.Name} ({reference}) — only {string.Join(", ", technology.Owners)} may";

    private static bool Allowed(string[] allowed, string reference) => allowed.Contains(Everything) || allowed.Contains(reference);

    private static string Words(string[] allowed) => allowed.Length == 0 ? "nothing of ours" : string.Join(", ", allowed);
}
