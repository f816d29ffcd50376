using Tsunagu.Architecture.Tests.Rules;

namespace Tsunagu.Architecture.Tests;

/// <summary>Documents are there, hang together, and are not lost from sight.</summary>
public class DocumentTests
{
    private const string GoodReadme = "What belongs here, what does not, how to test it.";

    [Fact]
    public void A_folder_without_README_or_with_an_empty_one_is_rejected()
    {
        string[] files = ["src/README.md", "src/Tsunagu.A/A.cs", "src/Tsunagu.A/Deeper/B.cs", "dialogs/README.md", "dialogs/handbook/README.md", "dialogs/handbook/questions/age.yaml"];
        Findings.Reject(
            DocumentRules.Readmes(files, path => path == "src/README.md" ? "# src" : GoodReadme),
            "src/README.md: says not", "src/Tsunagu.A/: no README", "dialogs/handbook/questions/: no README");
    }

    [Fact]
    public void A_wrong_ADR_index_is_rejected()
    {
        const string complete = "# 1\n- Status: accepted\n- Date: 2026-11-24\n## Context\n## Options\n## Decision\n## Consequences\n";
        Findings.Reject(
            DocumentRules.AdrIndex(
                ["0001-do-this.md", "0001-do-that.md", "0002-Bad.md"],
                "[one](0001-do-this.md) [again](0001-do-this.md) [gone](0009-gone-away.md) [two](0002-Bad.md)",
                name => name == "0001-do-that.md" ? complete.Replace("## Options\n", "", StringComparison.Ordinal) : complete),
            "lists 0001-do-this.md twice", "number 0001 is used twice", "lists 0009-gone-away.md", "does not list 0001-do-that.md", "0002-Bad.md: name is not", "has no part \"Options\"");
    }

    [Fact]
    public void A_link_that_leads_nowhere_is_rejected()
    {
        var document = new SourceFile("docs/a.md", """
            # A title
            [good](../README.md) [folder](guides) [self](#a-title) [there](b.md#näh-dies) [web](https://example.test/)
            [bad](c.md) ![bad picture](images/none.png) [wrong case](../readme.md) [no heading](#b-title)
            `[code](is-not-a-link.md)`
            ```
            [neither](here.md)
            ```
            """);
        HashSet<string> files = ["README.md", "docs/a.md", "docs/b.md", "docs/guides/x.md"];
        Findings.Reject(
            DocumentRules.Links(document, files, path => path == "docs/b.md" ? "## Näh, dies!" : document.Text),
            "link to c.md", "link to images/none.png", "link to ../readme.md", "link to #b-title");
    }

    [Fact]
    public void READMEs_that_differ_are_rejected()
    {
        Findings.Reject(
            DocumentRules.SameReadme("# A\n## B\n```bash\n./test # all\n```\n![p](a.png)", "# あ\n```bash\n./test quick # はやい\n```\n![p](b.png)"),
            "outlines differ", "README.md's commands: ./test", "README.ja.md's commands: ./test quick",
            "README.md's pictures: a.png", "README.ja.md's pictures: b.png", "README.md's links: a.png", "README.ja.md's links: b.png");
        Findings.None(DocumentRules.SameReadme("# A\n```\n./test # all\n```\n[g](docs/guides/x.md)", "# あ\n```\n./test # ぜんぶ\n```\n[g](docs/guides/ja/x.md)"));
    }

    [Fact]
    public void Every_folder_explains_itself() => Findings.None(DocumentRules.Readmes(Repository.Files(""), Repository.Read));

    [Fact]
    public void The_ADR_index_is_complete() =>
        Findings.None(DocumentRules.AdrIndex(
            [.. Repository.Files("docs/adr", ".md").Select(path => path["docs/adr/".Length..]).Where(name => name != "README.md")],
            Repository.Read("docs/adr/README.md"),
            name => Repository.Read("docs/adr/" + name)));

    [Fact]
    public void Links_in_documents_lead_somewhere()
    {
        var files = Repository.Files("").ToHashSet(StringComparer.Ordinal);
        Findings.None(Repository.Sources("", ".md").SelectMany(document => DocumentRules.Links(document, files, Repository.Read)));
    }

    [Fact]
    public void Both_READMEs_say_the_same() => Findings.None(DocumentRules.SameReadme(Repository.Read("README.md"), Repository.Read("README.ja.md")));
}
