using Tsunagu.BotCore;

namespace Tsunagu.Dialogs.Tests.Fixtures;

/// <summary>Every prompt that a talk can stand at, and a way to each: the handbook's questions and the bot's own.</summary>
internal static class Places
{
    private static readonly (string, string[]) Self = ("for-whom", ["self"]), Grown = ("age", ["40-64"]), North = ("ward", ["kita"]);

    private static readonly Dictionary<string, Dictionary<string, string[]>> OfHandbook = new(StringComparer.Ordinal)
    {
        ["for-whom"] = [],
        ["age"] = Talk.Answers(Self),
        ["ward"] = Talk.Answers(Self, Grown),
        ["branch"] = Talk.Answers(Self, Grown, ("ward", ["fushimi"])),
        ["groups"] = Talk.Answers(Self, Grown, North),
        ["priority-group"] = Talk.Answers(Self, Grown, North, ("groups", ["money", "work", "home", "care"])),
        ["priority"] = Talk.Answers(Self, Grown, North, ("groups", ["money", "work"]), ("worries-money", ["money-02", "money-03"]), ("worries-work", ["work-01", "work-02"])),
        ["safety"] = Talk.Answers(Self, Grown, North, ("groups", ["health"]), ("worries-health", ["health-01"])),
        ["tonight"] = Talk.Answers(Self, Grown, North, ("groups", ["money"]), ("worries-money", ["money-01"])),
        ["household"] = Talk.Answers(Self, Grown, North, ("groups", ["health"]), ("worries-health", ["health-02"]), ("safety", ["ok"])),
        ["conditions"] = Talk.Answers(Self, Grown, North, ("groups", ["money", "work"]), ("worries-money", ["money-02", "money-08"]), ("worries-work", ["work-01", "work-02"])),
        ["how"] = Talk.Answers(Self, Grown, North, ("groups", ["health"]), ("worries-health", ["health-04"])),
        ["when"] = Talk.Answers(Self, Grown, North, ("groups", ["health"]), ("worries-health", ["health-04"]), ("how", ["phone"])),
        ["language"] = Talk.Answers(Self, Grown, North, ("groups", ["foreign"]), ("worries-foreign", ["foreign-01"])),
    };

    private static readonly Dictionary<string, Func<Talk, Task>> Own = new(StringComparer.Ordinal)
    {
        [OwnQuestions.Resume] = async t =>
        {
            await ToAge(t);
            t.Clock.Advance(TimeSpan.FromMinutes(15));
            await t.Send(new Activity(ActivityTypes.Event) { Name = HandbookBot.ResumeEvent });
        },
        [OwnQuestions.Safe] = async t =>
        {
            await ToAge(t);
            await t.Type("死にたい");
        },
        [OwnQuestions.GoOn] = async t =>
        {
            await ToAge(t);
            await t.Type("死にたい");
            await t.Tap("danger");
        },
        [OwnQuestions.Phone] = async t =>
        {
            await ToAge(t);
            await t.Answer("30-39");
            await t.Answer("kita");
            await t.Answer("violence");
        },
        [OwnQuestions.Languages] = async t =>
        {
            await ToAge(t);
            await t.Command(Commands.Language);
        },
        [OwnQuestions.Summary] = async t =>
        {
            await ToAge(t);
            await t.Command(Commands.Edit);
        },
        [OwnQuestions.Stopped] = async t =>
        {
            await ToAge(t);
            await t.Command(Commands.Stop);
        },
        [OwnQuestions.Helpful] = t => t.Walk(Talk.Answers(Self, Grown, North, ("groups", ["money"]), ("worries-money", ["money-02"]))),
        [OwnQuestions.Done] = async t =>
        {
            await t.Walk(Talk.Answers(Self, Grown, North, ("groups", ["money"]), ("worries-money", ["money-02"])));
            await t.Tap("yes");
        },
    };

    /// <summary>Ids of the handbook's questions, in asking order.</summary>
    public static IEnumerable<string> Questions => Real.Parts.Handbook.Questions.Select(q => q.Id);

    /// <summary>Ids of all prompts.</summary>
    public static IEnumerable<string> All => Questions.Concat(Own.Keys);

    public static bool IsOwn(string place) => Own.ContainsKey(place);

    /// <summary>A talk that stands at this prompt.</summary>
    public static async Task<Talk> Reach(string place, DateTimeOffset? at = null, string locale = "ja")
    {
        var talk = await Real.Talk(at, locale).Start();
        if (Own.TryGetValue(place, out var way))
            await way(talk);
        else
            await talk.Walk(AnswersTo(place), until: place);
        return talk.Asked == place ? talk : throw new InvalidOperationException($"The talk stands at '{talk.Asked}', not at '{place}': mend the way in Places.");
    }

    private static Dictionary<string, string[]> AnswersTo(string place)
    {
        if (OfHandbook.TryGetValue(place, out var known))
            return known;
        const string worries = "worries-";
        return place.StartsWith(worries, StringComparison.Ordinal)
            ? Talk.Answers(Self, Grown, North, ("groups", [place[worries.Length..]]))
            : throw new InvalidOperationException($"No way leads to '{place}' yet: add one to Places.");
    }

    private static Task<Talk> ToAge(Talk talk) => talk.Tap("self");
}
