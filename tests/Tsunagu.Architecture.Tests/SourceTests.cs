using Tsunagu.Architecture.Tests.Rules;

namespace Tsunagu.Architecture.Tests;

/// <summary>Rules on the text of code, content and file names.</summary>
public class SourceTests
{
    private static readonly IReadOnlyDictionary<string, string> NothingAllowed = new Dictionary<string, string>(StringComparer.Ordinal);

    [Theory]
    [InlineData("var a = \"つぎへ\";")]
    [InlineData("var a = $\"{n}番\";")]
    [InlineData("var a = @\"c:\\\"\"番\";")]
    [InlineData("var a = \"\"\"\n  \"番\" // \n  \"\"\";")]
    [InlineData("var a = 'あ';")]
    [InlineData("var a = \"https://example.test/番\";")]
    [InlineData("var 質問 = 1;")]
    [InlineData("/* note */ var a = \"ｶﾅ\";")]
    public void Japanese_in_code_is_rejected(string code) =>
        Findings.Reject(SourceRules.Words(new SourceFile("src/A/A.cs", code), NothingAllowed), "Japanese in code");

    [Theory]
    [InlineData("// 質問\nvar a = 1;")]
    [InlineData("/// <summary>相談窓口</summary>\nvar a = 1;")]
    [InlineData("/* 回答\n 選択肢 */ var a = '\\'';")]
    [InlineData("var a = \"//\"; // 質問")]
    [InlineData("var a = \"plain\";")]
    public void Japanese_in_comments_and_plain_code_pass(string code) =>
        Findings.None(SourceRules.Words(new SourceFile("src/A/A.cs", code), NothingAllowed));

    [Theory]
    [InlineData("075-123-4567")]
    [InlineData("03-1234-5678")]
    [InlineData("0120-123-456")]
    [InlineData("0570123456")]
    [InlineData("#1234")]
    [InlineData("tel:%231234")]
    [InlineData("tel:0751234567")]
    public void A_phone_number_is_rejected_in_code_and_in_texts(string number)
    {
        Findings.Reject(SourceRules.Phones(new SourceFile("src/A/A.cs", $"var a = \"{number}\";")), "phone number");
        Findings.Reject(SourceRules.Phones(new SourceFile("dialogs/handbook/locales/ja/a.yaml", $"a: 「{number}」へ")), "phone number");
    }

    [Theory]
    [InlineData("tel:110")]
    [InlineData("tel:119")]
    [InlineData("2026-01-01")]
    [InlineData("{phone:nat-yorisoi}")]
    [InlineData("money-01")]
    [InlineData("40-64")]
    [InlineData("&#1234;")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    public void What_only_looks_like_a_number_passes(string text) =>
        Findings.None(SourceRules.Phones(new SourceFile("dialogs/handbook/locales/ja/a.yaml", $"a: {text}")));

    [Fact]
    public void A_long_file_is_rejected()
    {
        Findings.Reject(SourceRules.Length(new SourceFile("src/A/A.cs", string.Join('\n', Enumerable.Repeat("//", SourceRules.MostLines + 1)))), "401 lines");
        Findings.None(SourceRules.Length(new SourceFile("src/A/A.cs", string.Join('\n', Enumerable.Repeat("//", SourceRules.MostLines)) + "\n")));
    }

    [Fact]
    public void A_Japanese_file_name_is_rejected()
    {
        Findings.Reject(SourceRules.FileName("docs/guides/ja/質問.md"), "not plain ASCII");
        Findings.Reject(SourceRules.FileName("docs/a b.md"), "not plain ASCII");
        Findings.None(SourceRules.FileName("docs/guides/ja/add-a-question.md"));
    }

    [Fact]
    public void A_project_outside_the_solution_is_rejected()
    {
        string[] files = ["src/Tsunagu.A/Tsunagu.A.csproj"];
        Findings.Reject(SolutionRules.Complete("", files), "not in Bot.sln", "no packages.lock.json", "no test project");
    }

    [Theory]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"A\" Version=\"1.*\" />")]
    [InlineData("Directory.Packages.props", "<PackageVersion Include=\"A\" Version=\"[1.0,2.0)\" />")]
    [InlineData("src/A/package.json", "{\"dependencies\": {\"a\": \"^1.0.0\"}}")]
    [InlineData("src/A/package-lock.json", "\"resolved\": \"https://registry.example/a.tgz\"")]
    public void A_floating_version_or_a_named_registry_is_rejected(string path, string text) =>
        Findings.Reject(SolutionRules.Pinned(new SourceFile(path, text)), "pin the exact version");

    [Fact]
    public void Versions_are_pinned_and_lock_files_name_no_registry() =>
        Findings.None(Repository.Sources("", "package.json", "package-lock.json", "Directory.Packages.props", ".csproj").SelectMany(SolutionRules.Pinned));

    [Fact]
    public void Words_for_people_are_not_in_code() =>
        Findings.None(Repository.ProductCode().SelectMany(file => SourceRules.Words(file, SourceRules.JapaneseAllowed)));

    [Fact]
    public void Every_exception_for_Japanese_in_code_is_still_needed() =>
        Assert.All(SourceRules.JapaneseAllowed.Keys, path => Assert.NotEmpty(SourceRules.Words(new SourceFile(path, Repository.Read(path)), NothingAllowed)));

    [Fact]
    public void No_phone_number_stands_in_code_or_texts() =>
        Findings.None(Repository.ProductCode()
            .Concat(Repository.Sources("dialogs/handbook", ".yaml", ".json"))
            .Concat(Repository.Sources("src", ".ts", ".js", ".mjs", ".html"))
            .SelectMany(SourceRules.Phones));

    [Fact]
    public void Code_files_are_short() =>
        Findings.None(Repository.Sources("", ".cs", ".ts", ".js", ".mjs", ".css")
            .Append(new SourceFile("test", Repository.Read("test")))
            .SelectMany(SourceRules.Length));

    [Fact]
    public void File_names_are_plain_ASCII() => Findings.None(Repository.Files("").SelectMany(SourceRules.FileName));

    [Fact]
    public void Every_project_is_in_the_solution_with_its_lock_file_and_its_tests() =>
        Findings.None(SolutionRules.Complete(Repository.Read("Bot.sln"), Repository.Files("")));
}
