using System.Security.Cryptography;
using System.Text;

namespace Tsunagu.Handbooks.Content;

/// <summary>Reads questions, worries and recommendations: ids and rules, no words.</summary>
internal sealed class StructureReader(string folder, Problems problems, ContentReferences references)
{
    private static readonly string[] EffectKeys = ["needs", "schemes", "targets", "facts", "ways", "when", "languages", "ward", "age", "about", "urgency"];

    private static readonly string[] StructureFolders = ["questions", "worries", "recommendations"];

    private readonly RuleReader _rules = new();
    private readonly Dictionary<string, SourceMark> _needs = new(StringComparer.Ordinal);

    internal string Source { get; private set; } = "ja";

    internal IReadOnlyList<string> Locales { get; private set; } = [];

    internal IReadOnlyList<string> Complete { get; private set; } = [];

    internal Handbook Read()
    {
        var root = YamlPart.Load(folder, "handbook.yaml", problems);
        _ = root.Entries("id", "version", "budget", "max-worry-rounds", "locales", "source", "complete", "questions").Count();
        Source = root["source"].Text() ?? "ja";
        Locales = root["locales"].Texts();
        Complete = root["complete"].Texts();
        var needs = Part("recommendations/needs.yaml")["needs"].Items().Select(ReadNeed).ToList();
        var groups = Files("worries").Select(ReadGroup).OrderBy(g => g.Order).ToList();
        var asked = root["questions"].Items().SelectMany(i => ReadQuestions(i, groups)).ToList();
        var additions = Files("recommendations").Where(f => !f.EndsWith("needs.yaml", StringComparison.Ordinal))
            .SelectMany(f => Part(f)["additions"].Items()).Select(ReadAddition).ToList();
        var questions = FillOptionsFrom(Once(asked));
        foreach (var need in needs)
        {
            foreach (var fallback in need.Fallbacks.Where(f => f != "general" && !_needs.ContainsKey(f)))
                problems.Add(_needs[need.Code], $"the fallback \"{fallback}\" is no need", "write the code of a need in recommendations/needs.yaml, or general");
        }
        Resolve(questions);
        ResolveOrder(questions);
        ResolveMarks(questions, groups);
        return new Handbook(root.Required("id"), $"{root.Required("version")}+{StructureHash()}", questions, OnceEach(groups))
        {
            Budget = root.Number("budget", 12),
            MaxWorryRounds = root.Number("max-worry-rounds", 3),
            Needs = needs,
            Additions = additions,
        };
    }

    private YamlPart Part(string file) => YamlPart.Load(folder, file, problems);

    private IEnumerable<string> Files(string sub) =>
        Directory.Exists(Path.Combine(folder, sub))
            ? Directory.GetFiles(Path.Combine(folder, sub), "*.yaml").Select(f => $"{sub}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal)
            : [];

    private NeedKind ReadNeed(YamlPart part)
    {
        _ = part.Entries("code", "crisis", "fallback").Count();
        var code = part.Required("code");
        if (!_needs.TryAdd(code, part.At))
            part.Problem($"the need {code} stands twice", "keep one");
        return new NeedKind { Code = code, Crisis = part.Flag("crisis"), Fallbacks = part["fallback"].Texts() };
    }

    private WorryGroup ReadGroup(string file)
    {
        var part = Part(file);
        _ = part.Entries("id", "order", "marks", "worries").Count();
        var id = part.Required("id");
        var worries = part["worries"].Items().Select(w => ReadWorry(w, id)).ToList();
        if (worries.Count is 0 or > 10)
            part.Problem($"the group has {worries.Count} worries", "a screen holds 1 to 10: split or join groups");
        return new WorryGroup { Id = id, Order = part.Number("order", 0), Worries = worries, Marks = part["marks"].Texts(), Source = part.At };
    }

    private Worry ReadWorry(YamlPart part, string group)
    {
        _ = part.Entries([.. EffectKeys, "id", "marks"]).Count();
        return new Worry { Id = part.Required("id"), GroupId = group, Effects = ReadEffects(part), Marks = part["marks"].Texts(), Source = part.At };
    }

    private IEnumerable<Question> ReadQuestions(YamlPart item, IReadOnlyList<WorryGroup> groups)
    {
        var id = item.Text() ?? "";
        var file = $"questions/{id}.yaml";
        if (!File.Exists(Path.Combine(folder, file)))
        {
            item.Problem($"the question {id} has no file", $"write {file}, or take the id out of the list");
            return [];
        }
        var part = Part(file);
        if (id != Handbook.WorriesQuestion)
            return [ReadQuestion(part, id)];
        var common = ReadQuestion(part, id, checkOptions: false);
        return groups.Select(g => common with
        {
            Id = Handbook.WorriesPrefix + g.Id,
            GroupId = g.Id,
            Options = [.. g.Worries.Select(w => new Option { Id = w.Id, Effects = w.Effects, Marks = w.Marks, Source = w.Source })],
            Source = g.Source,
        });
    }

    private Question ReadQuestion(YamlPart part, string id, bool checkOptions = true)
    {
        _ = part.Entries("id", "kind", "essential", "sensitive", "when", "orders", "options", "options-from").Count();
        if (part.Required("id") is { Length: > 0 } written && written != id)
            part.Problem($"the id is {written} but the file is {id}.yaml", "give both the same name");
        var kind = part.Required("kind");
        if (kind is not ("single" or "multi"))
            part["kind"].Problem($"kind is \"{kind}\"", "write single or multi");
        var options = part["options"].Items().Select(ReadOption).ToList();
        var from = part["options-from"].Text();
        if (checkOptions && options.Count == 0 && from is null)
            part.Problem("the question has no options: a question is never an ending", "write options, or options-from");
        return new Question
        {
            Id = id,
            Kind = kind == "multi" ? QuestionKind.Multi : QuestionKind.Single,
            Options = options,
            OptionsFrom = from,
            When = _rules.Read(part["when"]),
            Essential = part.Flag("essential"),
            Sensitive = part.Flag("sensitive"),
            Orders = [.. part["orders"].Items().Select(ReadOrder)],
            Source = part.At,
        };
    }

    private OrderRule ReadOrder(YamlPart part)
    {
        _ = part.Entries("when", "first", "last").Count();
        return new OrderRule(_rules.Read(part["when"]), part["first"].Texts(), part["last"].Texts());
    }

    private Option ReadOption(YamlPart part)
    {
        _ = part.Entries("id", "when", "exclusive", "marks", "effects").Count();
        _ = part["effects"].Entries(EffectKeys).Count();
        return new Option
        {
            Id = part.Required("id"),
            When = _rules.Read(part["when"]),
            Exclusive = part.Flag("exclusive"),
            Marks = part["marks"].Texts(),
            Effects = ReadEffects(part["effects"]),
            Source = part.At,
        };
    }

    private Addition ReadAddition(YamlPart part)
    {
        _ = part.Entries("id", "when", "needs", "first", "marks").Count();
        return new Addition { Id = part.Required("id"), When = _rules.Read(part["when"]), Needs = Known(part["needs"], _needs.Keys, "need"), First = part.Flag("first"), Marks = part["marks"].Texts() };
    }

    private Effects ReadEffects(YamlPart part) => new()
    {
        Needs = Known(part["needs"], _needs.Keys, "need"),
        Schemes = Known(part["schemes"], references.Schemes, "scheme"),
        Targets = part["targets"].Texts(),
        Ways = Known(part["ways"], ["phone", "chat", "line", "visit", "home", "mail", "fax", "relay", "read"], "way"),
        When = Known(part["when"], ["now", "day", "evening", "weekend", "any"], "time"),
        Languages = part["languages"].Texts(),
        Facts = part["facts"].Entries().ToDictionary(f => f.Key, f => f.Value.Text() ?? "", StringComparer.Ordinal),
        Ward = KnownOne(part["ward"], references.Wards, "ward"),
        Age = KnownOne(part["age"], ["0-12", "13-18", "19-29", "30-39", "40-64", "65-74", "75+"], "age"),
        About = KnownOne(part["about"], ["self", "third"], "person"),
        Urgency = KnownOne(part["urgency"], ["safety", "today", "none"], "urgency"),
    };

    private static IReadOnlyList<string> Known(YamlPart part, IEnumerable<string>? known, string what)
    {
        foreach (var item in part.Items())
            KnownOne(item, known, what);
        return part.Texts();
    }

    private static string? KnownOne(YamlPart part, IEnumerable<string>? known, string what)
    {
        var value = part.Text();
        if (value is not null && known is not null && !known.Contains(value))
            part.Problem($"\"{value}\" is no known {what}", $"look for a slip; a new {what} must be listed where the others are");
        return value;
    }

    private List<Question> Once(List<Question> questions)
    {
        foreach (var twice in questions.GroupBy(q => q.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            problems.Add(new SourceMark("handbook.yaml", 1), $"the question {twice.Key} stands twice", "keep one");
        foreach (var question in questions)
        {
            foreach (var twice in question.Options.GroupBy(o => o.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
                problems.Add(twice.Last().Source, $"the option {twice.Key} stands twice in {question.Id}", "keep one");
        }
        return [.. questions.DistinctBy(q => q.Id, StringComparer.Ordinal)];
    }

    private static List<Question> FillOptionsFrom(List<Question> questions) =>
        [.. questions.Select(q => q.OptionsFrom switch
        {
            null => q,
            Handbook.WorriesQuestion => q with { Options = [.. questions.Where(o => o.GroupId is not null).SelectMany(o => o.Options)] },
            var from => q with { Options = questions.Find(o => o.Id == from)?.Options ?? [] },
        })];

    private void Resolve(IReadOnlyList<Question> questions)
    {
        foreach (var (at, question, options) in _rules.References)
        {
            var found = questions.FirstOrDefault(q => q.Id == question);
            if (found is null && question != Handbook.WorriesQuestion)
            {
                at.Problem($"the rule names the question \"{question}\", which is not there", $"write one of {string.Join(", ", questions.Select(q => q.Id))}");
                continue;
            }
            var known = found?.Options ?? [.. questions.Where(q => q.GroupId is not null).SelectMany(q => q.Options)];
            foreach (var option in options.Where(o => !known.Any(k => k.Id == o)))
                at.Problem($"the rule names the option \"{option}\", which {question} does not have", $"write one of {string.Join(", ", known.Select(k => k.Id))}");
        }
        foreach (var question in questions)
        {
            foreach (var id in question.Orders.SelectMany(o => o.First.Concat(o.Last)).Where(id => question.FindOption(id) is null))
                problems.Add(question.Source, $"the order of {question.Id} names the option \"{id}\", which is not there", "look for a slip");
        }
    }

    /// <summary>A rule looks back only: what is asked later is never known when the question's turn comes.</summary>
    private void ResolveOrder(List<Question> questions)
    {
        for (var i = 0; i < questions.Count; i++)
        {
            var question = questions[i];
            foreach (var id in question.Rules.SelectMany(r => r.QuestionIds).Distinct(StringComparer.Ordinal))
            {
                var last = id == Handbook.WorriesQuestion ? questions.FindLastIndex(q => q.GroupId is not null) : questions.FindIndex(q => q.Id == id);
                if (last < i)
                    continue;
                var at = _rules.References.FirstOrDefault(r => r.Question == id && r.At.At.File == question.Source.File).At;
                problems.Add(at.Exists ? at.At : question.Source, $"{question.Id} looks at \"{id}\", which is asked later", "look at earlier questions only, or change the order in handbook.yaml");
            }
        }
    }

    private void ResolveMarks(IReadOnlyList<Question> questions, IReadOnlyList<WorryGroup> groups)
    {
        var carried = questions.SelectMany(q => q.Options).SelectMany(o => o.Marks).Concat(groups.SelectMany(g => g.Marks)).ToHashSet(StringComparer.Ordinal);
        foreach (var (at, mark) in _rules.Marks.Where(m => !carried.Contains(m.Mark)))
            at.Problem($"the rule names the mark \"{mark}\", which nothing carries", $"write one of {string.Join(", ", carried.Order(StringComparer.Ordinal))}");
    }

    /// <summary>A worry's id stands once in the whole handbook: it is what is kept of an answer.</summary>
    private List<WorryGroup> OnceEach(IReadOnlyList<WorryGroup> groups)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        List<WorryGroup> once = [];
        foreach (var group in groups)
        {
            foreach (var twice in group.Worries.Where(w => seen.Contains(w.Id)))
                problems.Add(twice.Source, $"the worry {twice.Id} stands in two fields", "keep one, or give the other an id of its own");
            once.Add(group with { Worries = [.. group.Worries.Where(w => seen.Add(w.Id))] });
        }
        return once;
    }

    /// <summary>Eight hex digits over the files that decide what is asked; words and comments in locales do not count.</summary>
    private string StructureHash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in StructureFolders.SelectMany(Files).Prepend("handbook.yaml"))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(file));
            if (File.Exists(Path.Combine(folder, file)))
                hash.AppendData(File.ReadAllBytes(Path.Combine(folder, file)));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }
}
