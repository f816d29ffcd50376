namespace Tsunagu.Handbooks.Tests;

/// <summary>A handbook small enough to see through: who, age, groups a–e, one question of worries each, which comes first, safety, two ways.</summary>
internal static class Toy
{
    public static Handbook Handbook(int budget = 12, int rounds = 3) => new("toy", "1", Questions(), Groups) { MaxWorryRounds = rounds, Budget = budget, Additions = Additions };

    public static IReadOnlyList<WorryGroup> Groups { get; } =
    [
        Group("a", [Worry("a-1", "a", ["life", "shakyo", "place"], "s1", "s2"), Worry("a-2", "a", ["life"], "s2")]),
        Group("b", [Worry("b-1", "b", ["work", "life"], "s3")]),
        Group("c", [Worry("c-1", "c", ["kokoro"]) with { Marks = ["safety"] }]),
        Group("d", [Worry("d-1", "d", ["law"])]),
        Group("e", [Worry("e-1", "e", ["dv"])]) with { Marks = ["violence"] },
    ];

    public static IReadOnlyList<Addition> Additions { get; } =
    [
        new Addition { Id = "young", When = new Is("age", "young"), Needs = ["edu", "youth"], First = true },
        new Addition { Id = "supporter", When = new Is("who", "other"), Needs = ["kokoro"], Marks = ["supporter"] },
    ];

    public static Question Single(string id, params Option[] options) => new() { Id = id, Kind = QuestionKind.Single, Options = options };

    public static Option Option(string id, Effects? effects = null) => new() { Id = id, Effects = effects ?? Effects.None };

    public static RuleContext Context(Answers answers) => new(Handbook(), answers);

    private static List<Question> Questions() =>
    [
        Single("who", Option("self", new Effects { About = "self" }), Option("other", new Effects { About = "third" })) with { Essential = true },
        Single("age", Option("young", new Effects { Age = "13-18" }), Option("old", new Effects { Age = "40-64" })) with { Essential = true },
        new Question
        {
            Id = "groups",
            Kind = QuestionKind.Multi,
            Essential = true,
            Options = [.. Groups.Select(g => Option(g.Id))],
            Orders = [new OrderRule(new Is("age", "young"), ["e"], ["a"])],
        },
        new Question
        {
            Id = "priority-group",
            Kind = QuestionKind.Single,
            Essential = true,
            When = new Count("groups", 4, int.MaxValue),
            OptionsFrom = "groups",
            Options = [.. Groups.Select(g => Option(g.Id))],
        },
        .. Groups.Select(g => new Question
        {
            Id = "worries-" + g.Id,
            Kind = QuestionKind.Multi,
            Essential = true,
            GroupId = g.Id,
            Options = [.. g.Worries.Select(w => new Option { Id = w.Id, Effects = w.Effects, Marks = w.Marks })],
        }),
        Single("safety", Option("ok", new Effects { Urgency = "none" }), Option("danger", new Effects { Urgency = "safety" })) with { Essential = true, When = new Marked("safety") },
        new Question
        {
            Id = "ways",
            Kind = QuestionKind.Multi,
            When = new Not(new Is("safety", "danger")),
            Options =
            [
                Option("phone", new Effects { Ways = ["phone"] }),
                Option("chat", new Effects { Ways = ["chat", "line"] }),
                Option("none") with { Exclusive = true },
            ],
        },
        Single("facts", Option("yes", new Effects { Facts = new Dictionary<string, string>(StringComparer.Ordinal) { ["pregnant"] = "yes" } })),
    ];

    private static WorryGroup Group(string id, IReadOnlyList<Worry> worries) => new() { Id = id, Order = id[0], Worries = worries };

    private static Worry Worry(string id, string group, IReadOnlyList<string> needs, params string[] schemes) =>
        new() { Id = id, GroupId = group, Effects = new Effects { Needs = needs, Schemes = schemes, Targets = ["target-" + group] } };
}
