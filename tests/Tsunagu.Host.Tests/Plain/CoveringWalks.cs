using System.Text.Json.Nodes;
using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>A step of a walk: what was asked and what was answered (nothing = left out).</summary>
internal sealed record WalkStep(string Question, IReadOnlyList<string> Options);

/// <summary>A walk through the chat: its steps, and what was recommended at the end.</summary>
internal sealed record Walk(IReadOnlyList<WalkStep> Steps, string[] Services, string[] Schemes);

/// <summary>
/// Walks through the handbook in the chat until every option of every question was chosen, at many clocks. At each question it
/// mostly takes what few walks took, with a little chance (of a fixed seed), so that wards, ages and ways mix anew on each walk.
/// </summary>
internal sealed class CoveringWalks(BotComposition bot)
{
    private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
    private readonly Random _chance = new(20261124);
    private int _walks;

    /// <summary>Options that were offered and never chosen, as <c>question/option</c>.</summary>
    public HashSet<string> Open { get; } = new(StringComparer.Ordinal);

    /// <summary>Options that were chosen.</summary>
    public IReadOnlyCollection<string> Taken => _taken.Keys;

    /// <summary>Walks to one option if it can: what leads there is answered so, the rest by chance.</summary>
    /// <param name="target">The option as <c>question/option</c>; null = anywhere.</param>
    public async Task<Walk> WalkAsync(string? target = null)
    {
        var plan = target is null ? [] : PlanFor(target);
        var number = _walks++;
        var key = new ConversationKey("webchat", $"walk-{number}");
        await bot.Conversations.BeginAsync(key, "ja");
        var events = 0;
        async Task<IReadOnlyList<MessageData>> Send(Activity activity) =>
            [.. (await bot.Conversations.ReceiveAsync(key, new IncomingEvent($"e{++events}", activity))).Replies.Select(r => r.GetMessageData()).OfType<MessageData>()];

        List<WalkStep> steps = [];
        var said = await Send(new Activity(ActivityTypes.Event) { Name = "start" });
        while (said[^1] is { Question: { } question } asked && question.Id != "helpful")
        {
            Assert.True(steps.Count < 40, "The walk does not end: " + string.Join(' ', steps.Select(s => s.Question)));
            var options = plan.TryGetValue(question.Id, out var planned) ? Take(question, planned) : Choose(question);
            steps.Add(new WalkStep(question.Id, options));
            said = await Send(new Activity(ActivityTypes.Message) { Value = ValueOf(asked, question, options) });
        }

        var result = said.Single(m => m.Kind == MessageKinds.Recommendation);
        return new Walk(steps, CardsOf(result, MessageCard.Service), CardsOf(result, MessageCard.Scheme));
    }

    private string[] Choose(MessageQuestion question)
    {
        // The bot's own questions: on with the talk.
        if (question.Step == 0)
            return [question.Options[0].Id];
        foreach (var option in question.Options)
        {
            if (!_taken.ContainsKey($"{question.Id}/{option.Id}"))
                Open.Add($"{question.Id}/{option.Id}");
        }

        // Now and then a question is left out, as people do; never the groups, or nothing below them would be asked.
        if (question.Id != Handbook.GroupsQuestion && _chance.Next(14) == 0)
            return [];
        var most = question.Kind == MessageQuestion.Multi ? _chance.Next(1, 6) : 1;
        var chosen = question.Options.OrderBy(o => _taken.GetValueOrDefault($"{question.Id}/{o.Id}") + 3 * _chance.NextDouble())
            .Take(Math.Max(1, most)).Select(o => o.Id).ToArray();
        return Take(question, chosen);
    }

    private string[] Take(MessageQuestion question, IEnumerable<string> ids)
    {
        var chosen = ids.Where(id => question.Options.Any(o => o.Id == id)).ToArray();
        foreach (var id in chosen)
        {
            _taken[$"{question.Id}/{id}"] = _taken.GetValueOrDefault($"{question.Id}/{id}") + 1;
            Open.Remove($"{question.Id}/{id}");
        }

        return chosen;
    }

    /// <summary>Answers that lead to an option: its worry's group, the ward of its branch, enough worries to be asked which comes first.</summary>
    private Dictionary<string, string[]> PlanFor(string target)
    {
        var (id, option) = (target.Split('/')[0], target.Split('/')[1]);
        var handbook = bot.Content.Handbook;
        var question = handbook.Find(id)!;
        var plan = new Dictionary<string, string[]>(StringComparer.Ordinal) { [id] = [option] };
        if (question.GroupId is { } group)
            plan[Handbook.GroupsQuestion] = [group];
        else if (id == Handbook.PriorityGroupQuestion)
            plan[Handbook.GroupsQuestion] = [option, .. handbook.Groups.Select(g => g.Id).Where(g => g != option).OrderBy(_ => _chance.Next()).Take(3)];
        else if (id == Handbook.PriorityQuestion)
            Worries(plan, [option, .. handbook.Worries.Where(w => w.GroupId == handbook.FindWorry(option)!.GroupId && w.Id != option && IsCalm(w)).Select(w => w.Id).Take(3),
                .. handbook.Groups.Single(g => g.Id == "money").Worries.Where(IsCalm).Select(w => w.Id).Take(3)]);
        else if (id == "branch")
            plan["ward"] = [new[] { "fushimi", "nishikyo" }.Single(ward => handbook.OptionsOf(question, Answers.Empty.With("ward", ward)).Any(o => o.Id == option))];
        else if (id == "language")
            Worries(plan, [.. handbook.Worries.Where(w => w.GroupId == "foreign").OrderBy(_ => _chance.Next()).Take(3).Select(w => w.Id)]);
        else if (handbook.Questions.ToList().IndexOf(question) > handbook.Questions.ToList().IndexOf(handbook.Find(Handbook.PriorityQuestion)!))
            Worries(plan, [.. SomeWorries(handbook, _chance.Next(1, 9))]);
        // What is offered to one age only.
        if (id != "age" && !IsOffered(question, option, null) && handbook.Find("age") is { } age)
            plan["age"] = [.. age.Options.Select(o => o.Id).Where(a => IsOffered(question, option, a)).Take(1)];
        return plan;
    }

    private bool IsOffered(Question question, string option, string? age) =>
        bot.Content.Handbook.OptionsOf(question, age is null ? Answers.Empty : Answers.Empty.With("age", age)).Any(o => o.Id == option);

    /// <summary>Worries of at most as many fields as are asked in detail; many worries bring many schemes, which some questions need.</summary>
    private IEnumerable<string> SomeWorries(Handbook handbook, int most)
    {
        var fields = handbook.Groups.OrderBy(_ => _chance.Next()).Take(handbook.MaxWorryRounds).Select(g => g.Id).ToHashSet(StringComparer.Ordinal);
        return handbook.Worries.Where(w => fields.Contains(w.GroupId) && IsCalm(w)).OrderBy(_ => _chance.Next()).Take(most).Select(w => w.Id);
    }

    /// <summary>A worry after which the order of worries is still asked.</summary>
    public static bool IsCalm(Worry worry) => !worry.Marks.Contains("safety", StringComparer.Ordinal);

    private void Worries(Dictionary<string, string[]> plan, string[] ids)
    {
        foreach (var group in ids.Distinct().Select(i => bot.Content.Handbook.FindWorry(i)!).GroupBy(w => w.GroupId, StringComparer.Ordinal))
            plan["worries-" + group.Key] = [.. group.Select(w => w.Id)];
        plan[Handbook.GroupsQuestion] = [.. ids.Select(i => bot.Content.Handbook.FindWorry(i)!.GroupId).Distinct(StringComparer.Ordinal)];
    }

    private static object ValueOf(MessageData asked, MessageQuestion question, string[] options)
    {
        if (options.Length == 0)
            return asked.Commands.Single(c => c.Id == "skip").Value;
        return question.Submit is { } submit
            ? new JsonObject { ["token"] = submit.Value, ["choices"] = string.Join(',', options) }
            : question.Options.Single(o => o.Id == options[0]).Value;
    }

    private static string[] CardsOf(MessageData result, string kind) =>
        [.. result.Cards.Where(c => c.Kind == kind).Select(c => $"{c.Id} {c.StateKind}")];
}
