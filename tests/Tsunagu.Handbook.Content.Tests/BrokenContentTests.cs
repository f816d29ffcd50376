namespace Tsunagu.Handbooks.Content.Tests;

/// <summary>Whatever is wrong in the content stops the start with file, line and the mend.</summary>
public sealed class BrokenContentTests
{
    /// <summary>File, what is replaced by what, and the one line that must be told.</summary>
    public static TheoryData<string, string, string, string> Slips() => new()
    {
        { "questions/who.yaml", "about: third", "about: them", "questions/who.yaml:7: \"them\" is no known person — " },
        { "questions/who.yaml", "kind: single", "kind: one", "questions/who.yaml:2: kind is \"one\" — write single or multi" },
        { "questions/who.yaml", "kind: single", "kind: single\nwhat: 1", "questions/who.yaml:3: \"what\" is not known here — write one of " },
        { "questions/who.yaml", "id: who", "id: whom", "questions/who.yaml:1: the id is whom but the file is who.yaml — give both the same name" },
        { "questions/who.yaml", "id: other", "id: self", "questions/who.yaml:6: the option self stands twice in who — keep one" },
        { "questions/who.yaml", "kind: single", "kind: single\nwhen: {sometimes: true}", "questions/who.yaml:3: \"sometimes\" is not known here — write one of all, any, not, " },
        { "questions/who.yaml", "kind: single", "kind: single\nwhen: {answered: nobody}", "questions/who.yaml:3: the rule names the question \"nobody\", which is not there — write one of " },
        { "questions/who.yaml", "kind: single", "kind: single\nwhen: {answered: groups}", "questions/who.yaml:3: who looks at \"groups\", which is asked later — " },
        { "questions/who.yaml", "kind: single", "kind: single\nwhen: {in: {question: worries, options: [money-01]}}", "questions/who.yaml:3: who looks at \"worries\", which is asked later — " },
        { "questions/who.yaml", "kind: single", "kind: single\nwhen: {all: []}", "questions/who.yaml:3: the list of rules is empty — " },
        { "questions/who.yaml", "  - id: self", "  - id: self\n    when: {answered: safety}", "questions/who.yaml:5: who looks at \"safety\", which is asked later — " },
        { "questions/safety.yaml", "marked: safety", "marked: safty", "questions/safety.yaml:4: the rule names the mark \"safty\", which nothing carries — write one of safety" },
        { "questions/safety.yaml", "marked: safety", "is: {question: who, option: me}", "questions/safety.yaml:4: the rule names the option \"me\", which who does not have — write one of self, other" },
        { "questions/safety.yaml", "marked: safety", "is: {question: who}", "questions/safety.yaml:4: \"option\" is missing — write option: …" },
        { "questions/safety.yaml", "marked: safety", "count: {question: groups, at-least: many}", "questions/safety.yaml:4: \"at-least\" is \"many\" — write a whole number" },
        { "questions/safety.yaml", "marked: safety", "schemes: many", "questions/safety.yaml:4: here a whole number is expected — " },
        { "questions/safety.yaml", "marked: safety", "marked: safety\n  answered: who", "questions/safety.yaml:4: a rule has exactly one operator — " },
        { "questions/groups.yaml", "kind: multi", "kind: multi\norders:\n  - when: {answered: who}\n    first: [work]", "questions/groups.yaml:1: the order of groups names the option \"work\", which is not there — " },
        { "questions/groups.yaml", "  - id: money", "  - id: money\n   - id: work", "questions/groups.yaml:5: this is not valid YAML (" },
        { "questions/groups.yaml", "kind: multi", "kind: multi\nkind: multi", "questions/groups.yaml:3: this is not valid YAML (" },
        { "questions/groups.yaml", "kind: multi", "kind: multi\nessential: yes", "questions/groups.yaml:3: \"essential\" is \"yes\" — write true or false" },
        { "handbook.yaml", "  - who", "  - who\n  - who", "handbook.yaml:1: the question who stands twice — keep one" },
        { "handbook.yaml", "  - who", "  - who\n  - what", "handbook.yaml:8: the question what has no file — write questions/what.yaml, or take the id out of the list" },
        { "handbook.yaml", "locales: [ja, en]", "locales: [ja, fr]", "handbook.yaml:1: the language \"fr\" is not known — write one of ja, " },
        { "handbook.yaml", "source: ja", "source: vi", "handbook.yaml:1: the source language \"vi\" is not among the locales — add it to locales" },
        { "handbook.yaml", "id: toy\n", "", "handbook.yaml:1: \"id\" is missing — write id: …" },
        { "worries/money.yaml", "[life]", "[lief]", "worries/money.yaml:5: \"lief\" is no known need — " },
        { "worries/money.yaml", "[scheme-1]", "[scheme-9]", "worries/money.yaml:6: \"scheme-9\" is no known scheme — " },
        { "worries/money.yaml", "    needs: [life]\n", "    needs: [life]\n    ward: kitta\n", "worries/money.yaml:6: \"kitta\" is no known ward — " },
        { "worries/money.yaml", "[life]", "life", "worries/money.yaml:5: here a list is expected — " },
        { "worries/home.yaml", "home-01", "money-01", "worries/home.yaml:4: the worry money-01 stands in two fields — " },
        { "recommendations/needs.yaml", "[general]", "[geneal]", "recommendations/needs.yaml:2: the fallback \"geneal\" is no need — " },
        { "safety/lexicon.yaml", "suicide-risk", "suicide", "safety/lexicon.yaml:3: \"suicide\" is no class of danger — write one of " },
        { "safety/lexicon.yaml", "死にたい", "死に(たい", "safety/lexicon.yaml:4: the pattern is not a regular expression (" },
        { "safety/sentences/dv.yaml", "", "class: dvv\ndirect: [夫に殴られた]", "safety/sentences/dv.yaml:2: \"dvv\" is no class of danger — write one of suicide-risk, " },
        { "safety/sentences/dv.yaml", "", "# 危険な文\nclass: dv\ndirect: 夫に殴られた", "safety/sentences/dv.yaml:4: here a list is expected — " },
        { "safety/sentences/dv.yaml", "", "direct: [夫に殴られた]", "safety/sentences/dv.yaml:2: \"class\" is missing — write class: …" },
        { "locales/ja/questions.yaml", "    other: {text: ほかの人}\n", "", "locales/ja/questions.yaml:1: the option who/other has no words in ja — write them there" },
        { "locales/ja/questions.yaml", "groups:\n  text: 気になることは?\n", "", "locales/ja/questions.yaml:1: the question groups has no words in ja — write them there" },
        { "locales/ja/questions.yaml", "self: {text: わたし}", "self: {label: わたし}", "locales/ja/questions.yaml:4: \"text\" is missing — write text: …" },
        { "locales/ja/questions.yaml", "self: {text: わたし}", "self: {text: わたし, label: これはボタンには長すぎることばなので入りません}", "locales/ja/questions.yaml:4: the label has 23 characters — a button holds 20: shorten it" },
        { "locales/ja/worries.yaml", "  money-01: {text: 食べるものがない}\n", "", "locales/ja/worries.yaml:1: the option worries/money-01 has no words in ja — write them there" },
        { "locales/ja/messages.yaml", "こんにちは、{name}", "075-000-0000 に電話", "locales/ja/messages.yaml:1: the text holds the number 075-000-0000 — take it out or write {phone:window-id}" },
        { "locales/ja/messages.yaml", "こんにちは、{name}", "\"#7119 です\"", "locales/ja/messages.yaml:1: the text holds the number #7119 — " },
        { "locales/ja/messages.yaml", "こんにちは、{name}", "189 です", "locales/ja/messages.yaml:1: the text holds the number 189 — " },
        { "locales/ja/messages.yaml", "window-1", "window-9", "locales/ja/messages.yaml:2: call names the window \"window-9\", which is not in the directory — write the id of a window" },
        { "locales/ja/messages.yaml", "", "danger: もう一度", "locales/ja/messages.yaml:3: the text danger stands twice — keep one" },
        { "locales/en/safety.yaml", "danger:", "dangre:", "locales/en/safety.yaml:1: the text danger, which every language needs has no words in en — write them there" },
        { "locales/en/safety.yaml", "", "extra: More", "locales/en/safety.yaml:2: the text extra is not in the source language — add it there first, or take it out here" },
        { "locales/en/safety.yaml", "Call 119", "Call {who} 119", "locales/en/safety.yaml:1: danger has the placeholders [who], the source [] — use the same ones" },
    };

    public static TheoryData<string, string> MissingFiles() => new()
    {
        { "handbook.yaml", "handbook.yaml:1: the file is missing — write it" },
        { "questions/who.yaml", "handbook.yaml:7: the question who has no file — write questions/who.yaml, or take the id out of the list" },
        { "recommendations/needs.yaml", "recommendations/needs.yaml:1: the file is missing — write it" },
        { "safety/lexicon.yaml", "safety/lexicon.yaml:1: the file is missing — write it" },
        { "locales/en/safety.yaml", "locales/en/safety.yaml:1: the text danger, which every language needs has no words in en — write them there" },
        { "locales/ja/worries.yaml", "locales/ja/worries.yaml:1: the question worries-money has no words in ja — write them there" },
    };

    [Fact]
    public void Unbroken_it_loads()
    {
        using var toy = new ToyFolder();
        Assert.Empty(toy.Problems());
        Assert.Equal(["who", "groups", "worries-money", "worries-home", "safety"], toy.Load().Handbook.Questions.Select(q => q.Id));
    }

    [Theory]
    [MemberData(nameof(Slips))]
    public void A_slip_is_told_with_its_place_and_the_mend(string file, string find, string words, string told)
    {
        using var toy = new ToyFolder().Replace(file, find, words);
        var problems = toy.Problems();
        Assert.True(problems.Any(p => p.StartsWith(told, StringComparison.Ordinal)), $"Told was:\n{string.Join('\n', problems)}");
        Assert.All(problems, p => Assert.Matches("^[^:]+:[0-9]+: .+ — .+", p));
        Assert.Throws<ContentException>(toy.Load);
    }

    [Theory]
    [MemberData(nameof(MissingFiles))]
    public void A_missing_file_is_told(string file, string told)
    {
        using var toy = new ToyFolder().Delete(file);
        Assert.Contains(told, toy.Problems());
    }

    [Fact]
    public void All_problems_are_told_at_once_in_the_order_of_the_files()
    {
        using var toy = new ToyFolder().Replace("worries/money.yaml", "[life]", "[lief]").Replace("questions/who.yaml", "about: third", "about: them");
        var problems = toy.Problems();
        Assert.Equal(2, problems.Count);
        Assert.StartsWith("questions/who.yaml", problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Words_that_nothing_uses_are_a_warning_and_stop_nothing()
    {
        using var toy = new ToyFolder().Replace("locales/ja/questions.yaml", "", "gone:\n  text: もうない問い");
        Assert.Empty(toy.Problems());
        Assert.StartsWith("locales/ja/questions.yaml:13: no question has the id gone", toy.Load().Warnings.Single().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Words_do_not_change_the_version_and_structure_does()
    {
        using var same = new ToyFolder();
        using var words = new ToyFolder().Replace("locales/ja/questions.yaml", "わたし", "自分");
        using var structure = new ToyFolder().Replace("questions/who.yaml", "id: other", "id: friend").Replace("locales/ja/questions.yaml", "other:", "friend:");
        Assert.Equal(same.Load().Handbook.Version, words.Load().Handbook.Version);
        Assert.NotEqual(same.Load().Handbook.Version, structure.Load().Handbook.Version);
        Assert.Matches(@"^1\.0\.0\+[0-9a-f]{8}$", same.Load().Handbook.Version);
    }
}
