using Tsunagu.Architecture.Tests.Fixtures;
using Tsunagu.Architecture.Tests.Rules;

namespace Tsunagu.Architecture.Tests;

/// <summary>Boundaries 1 to 4 of docs/architecture.md. Each rule first rejects a bad fixture, then the product passes it.</summary>
public class BoundaryTests
{
    private static readonly IReadOnlyList<ProjectFile> Projects = Repository.ProductProjects();
    private static readonly IReadOnlyList<CompiledCode> Code = [.. Projects.Select(CompiledCode.Of)];

    [Theory]
    [InlineData("Tsunagu.Handbook", "Tsunagu.Directory")]
    [InlineData("Tsunagu.Directory", "Tsunagu.Handbook")]
    [InlineData("Tsunagu.BotCore", "Tsunagu.Handbook")]
    [InlineData("Tsunagu.Channels.WebChat", "Tsunagu.Dialogs")]
    [InlineData("Tsunagu.Dialogs", "Tsunagu.Channels.WebChat")]
    [InlineData("Tsunagu.Dialogs", "Tsunagu.TextAnalytics")]
    [InlineData("Tsunagu.Conversations", "Tsunagu.Directory.Api")]
    [InlineData("Tsunagu.Directory.Api", "Tsunagu.Handbook")]
    public void A_forbidden_reference_is_rejected_in_the_project_file_and_in_the_assembly(string project, string reference)
    {
        var file = ProjectFile.Parse($"src/{project}/{project}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="..\{reference}\{reference}.csproj" /></ItemGroup></Project>
            """);
        Findings.Reject(Boundaries.Check(file), $"references {reference}");
        Findings.Reject(Boundaries.Check(CompiledCode.Pretend(project, "System.Runtime", reference)), $"uses {reference}");
    }

    [Theory]
    [InlineData("Tsunagu.Handbook", "YamlDotNet", "YAML")]
    [InlineData("Tsunagu.Dialogs", "YamlDotNet", "YAML")]
    [InlineData("Tsunagu.Directory", "Microsoft.EntityFrameworkCore.Sqlite", "a database")]
    [InlineData("Tsunagu.Channels.WebChat", "Npgsql", "a database")]
    [InlineData("Tsunagu.BotCore", "Microsoft.AspNetCore.App", "ASP.NET")]
    [InlineData("Tsunagu.Conversations", "Microsoft.AspNetCore.App", "ASP.NET")]
    [InlineData("Tsunagu.Dialogs", "Microsoft.Orleans.Server", "Orleans")]
    [InlineData("Tsunagu.Dialogs", "Azure.Core", "Azure")]
    [InlineData("Tsunagu.Channels.WebChat", "Line.Messaging", "LINE")]
    [InlineData("Tsunagu.Dialogs", "Microsoft.Extensions.Configuration.Abstractions", "configuration")]
    public void A_technology_outside_its_place_is_rejected_in_the_project_file_and_in_the_assembly(string project, string package, string technology)
    {
        var file = ProjectFile.Parse($"src/{project}/{project}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="{package}" /></ItemGroup></Project>
            """);
        Findings.Reject(Boundaries.Check(file), $"knows {technology} ({package})");
        Findings.Reject(Boundaries.Check(CompiledCode.Pretend(project, "System.Runtime", package)), $"knows {technology} ({package})");
    }

    [Fact]
    public void A_web_project_is_rejected_where_ASP_NET_has_no_place()
    {
        var file = ProjectFile.Parse("src/Tsunagu.Handbook/Tsunagu.Handbook.csproj", """<Project Sdk="Microsoft.NET.Sdk.Web" />""");
        Findings.Reject(Boundaries.Check(file), "knows ASP.NET (Microsoft.AspNetCore.App)");
    }

    [Fact]
    public void A_project_without_a_place_is_rejected()
    {
        var file = ProjectFile.Parse("src/Tsunagu.Helpers/Tsunagu.Helpers.csproj", """<Project Sdk="Microsoft.NET.Sdk" />""");
        Findings.Reject(Boundaries.Check(file), "has no place");
    }

    [Fact]
    public void Code_that_speaks_LINE_outside_its_channel_is_rejected()
    {
        var elsewhere = CompiledCode.Pretend("Tsunagu.Conversations", typeof(BadCode.SpeaksLine));
        Findings.Reject(Boundaries.Check(elsewhere), "x-line-signature", "api.line.me");
        Findings.None(Boundaries.Check(elsewhere with { Project = "Tsunagu.Channels.Line" }));
    }

    [Fact]
    public void A_channel_that_names_a_type_of_the_domain_is_rejected()
    {
        var channel = CompiledCode.Pretend("Tsunagu.Channels.WebChat", typeof(SeesDomain));
        var findings = Boundaries.CheckChannel(channel).ToList();
        Assert.Contains(findings, finding => finding.Contains("sees Tsunagu.Directory.FixtureService", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("sees Tsunagu.Handbooks.FixtureQuestion", StringComparison.Ordinal));
        Findings.None(Boundaries.CheckChannel(channel with { Project = "Tsunagu.Dialogs" }));
    }

    [Fact]
    public void A_reader_of_configuration_outside_Host_is_rejected()
    {
        Findings.Reject(MemberRules.Configuration(CompiledCode.Pretend("Tsunagu.Conversations", typeof(BadCode.Settings))), "GetEnvironmentVariable");
        var reader = CompiledCode.Pretend("Tsunagu.Channels.WebChat", typeof(BadCode.ReadsConfiguration));
        Assert.NotEmpty(MemberRules.Configuration(reader));
        Findings.None(MemberRules.Configuration(reader with { Project = "Tsunagu.Host" }));
    }

    [Fact]
    public void Every_product_project_is_looked_at()
    {
        Assert.True(Projects.Count >= 11, $"only {Projects.Count} projects found");
        Assert.Equal(Projects.Count, Code.Count);
        Assert.All(Code, code => Assert.NotEmpty(code.References));
    }

    [Fact]
    public void Project_files_keep_the_boundaries() => Findings.None(Projects.SelectMany(Boundaries.Check));

    [Fact]
    public void Assemblies_keep_the_boundaries() => Findings.None(Code.SelectMany(Boundaries.Check));

    [Fact]
    public void Channels_see_no_type_of_the_domain() => Findings.None(Code.SelectMany(Boundaries.CheckChannel));

    [Fact]
    public void Only_the_composition_roots_read_configuration() => Findings.None(Code.SelectMany(MemberRules.Configuration));

    private sealed class SeesDomain(Tsunagu.Directory.FixtureService service)
    {
        public Tsunagu.Directory.FixtureService Service { get; } = service;

        public static string Ask(List<Tsunagu.Handbooks.FixtureQuestion> questions) => string.Concat(questions.Select(question => question.Id));
    }
}
