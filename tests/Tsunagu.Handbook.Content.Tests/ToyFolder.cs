namespace Tsunagu.Handbooks.Content.Tests;

/// <summary>The smallest handbook that loads, in a folder of its own; a test breaks one thing of it.</summary>
internal sealed class ToyFolder : IDisposable
{
    private static readonly Dictionary<string, string> Sound = new(StringComparer.Ordinal)
    {
        ["handbook.yaml"] = """
            id: toy
            version: 1.0.0
            source: ja
            complete: [ja]
            locales: [ja, en]
            questions:
              - who
              - groups
              - worries
              - safety
            """,
        ["questions/who.yaml"] = """
            id: who
            kind: single
            options:
              - id: self
                effects: {about: self}
              - id: other
                effects: {about: third}
            """,
        ["questions/groups.yaml"] = """
            id: groups
            kind: multi
            options:
              - id: money
              - id: home
            """,
        ["questions/worries.yaml"] = """
            id: worries
            kind: multi
            """,
        ["questions/safety.yaml"] = """
            id: safety
            kind: single
            when:
              marked: safety
            options:
              - id: ok
                effects: {urgency: none}
            """,
        ["worries/money.yaml"] = """
            id: money
            order: 1
            worries:
              - id: money-01
                needs: [life]
                schemes: [scheme-1]
            """,
        ["worries/home.yaml"] = """
            id: home
            order: 2
            worries:
              - id: home-01
                needs: [life]
                marks: [safety]
            """,
        ["recommendations/needs.yaml"] = """
            needs:
              - {code: life, fallback: [general]}
            """,
        ["safety/lexicon.yaml"] = """
            classes:
              suicide-risk:
                high:
                  - 死にたい
            """,
        ["locales/ja/questions.yaml"] = """
            who:
              text: だれのことですか?
              options:
                self: {text: わたし}
                other: {text: ほかの人}
            groups:
              text: 気になることは?
            safety:
              text: あぶなくないですか?
              options:
                ok: {text: だいじょうぶ}
            """,
        ["locales/ja/worries.yaml"] = """
            groups:
              money: {text: お金}
              home: {text: 住まい}
            questions:
              money: {text: お金のことで?}
              home: {text: 住まいのことで?}
            worries:
              money-01: {text: 食べるものがない}
              home-01: {text: 泊まるところがない}
            """,
        ["locales/ja/messages.yaml"] = """
            hello: こんにちは、{name}
            call: "{phone:window-1} に電話してください"
            """,
        ["locales/ja/safety.yaml"] = """
            danger: 119 か 110 に電話してください
            """,
        ["locales/en/safety.yaml"] = """
            danger: Call 119 or 110
            """,
    };

    private static readonly ContentReferences References = new()
    {
        Schemes = new HashSet<string>(StringComparer.Ordinal) { "scheme-1" },
        Windows = new HashSet<string>(StringComparer.Ordinal) { "window-1" },
        Wards = new HashSet<string>(StringComparer.Ordinal) { "kita" },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("toy-handbook-").FullName;

    public ToyFolder()
    {
        foreach (var (file, text) in Sound)
            Write(file, text);
    }

    /// <summary>Puts other words in place of some of a file's; empty words to find = at the end.</summary>
    public ToyFolder Replace(string file, string find, string words)
    {
        var text = Sound.GetValueOrDefault(file, "");
        if (!text.Contains(find, StringComparison.Ordinal))
            throw new InvalidOperationException($"{file} does not hold '{find}'.");
        Write(file, find.Length == 0 ? text + "\n" + words : text.Replace(find, words, StringComparison.Ordinal));
        return this;
    }

    public ToyFolder Delete(string file)
    {
        File.Delete(Path.Combine(_folder, file));
        return this;
    }

    public IReadOnlyList<string> Problems()
    {
        HandbookLoader.TryLoad(_folder, References, out _, out var problems);
        return [.. problems.Select(p => p.ToString())];
    }

    public LoadedHandbook Load() => HandbookLoader.Load(_folder, References);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string file, string text)
    {
        var path = Path.Combine(_folder, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
