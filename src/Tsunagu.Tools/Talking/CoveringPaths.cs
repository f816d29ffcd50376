using System.Globalization;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Dialogs;
using Tsunagu.Handbooks;

namespace Tsunagu.Tools.Talking;

/// <summary>
/// Few journeys that together tap every option of every question: at each question the options that were not tapped yet come first, and groups
/// are chosen for what their worries still lack. Greedy and without chance: the same content gives the same journeys.
/// </summary>
/// <remarks>
/// Options of <c>priority</c> and <c>priority-group</c> are the person's own choices shown once more; each of those questions is walked, not each
/// of their copies.
/// </remarks>
/// <param name="bot">The bot, at the instant of the journeys.</param>
public sealed class CoveringPaths(Bot bot)
{
    /// <summary>A Tuesday at ten in Kyoto, no holiday: most windows are open.</summary>
    public static readonly DateTimeOffset Clock = new(2026, 11, 24, 10, 0, 0, TimeSpan.FromHours(9));

    private const int MostTurns = 40;

    private readonly HashSet<(string Question, string Option)> _left = [];
    private HandbookWalk? _walk;

    /// <summary>Options that no journey tapped; empty when all are covered.</summary>
    public IReadOnlyCollection<(string Question, string Option)> Left => _left;

    /// <summary>What there is to cover in a handbook.</summary>
    public static IEnumerable<(string Question, string Option)> Everything(Handbook handbook) =>
        handbook.Questions.SelectMany(q => q.OptionsFrom is null ? q.Options.Select(o => (q.Id, o.Id)) : [(q.Id, "")]);

    /// <summary>The journeys, in order.</summary>
    public async Task<IReadOnlyList<Transcript>> FindAsync(IProgress<string>? progress = null)
    {
        var handbook = bot.Content.Handbook;
        _walk = HandbookWalk.Of(handbook);
        _left.UnionWith(Everything(handbook));
        List<Transcript> found = [];
        var matters = new MattersCheck(bot.Parts, bot.Parts.Directory.Current, Clock);
        foreach (var target in Everything(handbook).ToList())
        {
            // First with everything that is still missing on the way; where that leads elsewhere, by answers after which the question is asked.
            foreach (var least in new[] { false, true })
            {
                if (!_left.Contains(target))
                    break;
                progress?.Report(string.Create(CultureInfo.InvariantCulture, $"journey {found.Count + 1}, {_left.Count} options left"));
                var before = _left.Count;
                var way = least ? WayThatMatters(handbook, matters, target) : _walk!.WaysTo(target.Question, target.Option) is [var first, ..] ? first : null;
                var lines = await WalkAsync(handbook, $"path-{target.Question}-{target.Option}-{least}", target, way ?? Answers.Empty, least);
                if (_left.Count < before)
                    found.Add(new Transcript(new TranscriptHeader { Clock = Clock }, lines));
            }
        }
        return found;
    }

    private async Task<IReadOnlyList<TranscriptLine>> WalkAsync(Handbook handbook, string name, (string Question, string Option) target, Answers way, bool least)
    {
        var talk = await bot.OpenAsync(name, "ja");
        await talk.StartAsync();
        for (var turn = 0; turn < MostTurns && talk.Present?.Question is { } question; turn++)
        {
            if (handbook.Find(question.Id) is not { } asked)
            {
                if (!await PassAsync(talk, question.Id))
                    break;
                continue;
            }
            var chosen = Choose(handbook, asked, [.. question.Options.Select(o => o.Id)], way, target, least);
            foreach (var option in chosen)
                _left.Remove((asked.Id, option));
            if (asked.OptionsFrom is not null)
                _left.Remove((asked.Id, ""));
            if (chosen.Length > 0)
                await talk.ChooseAsync(chosen);
            else if (await talk.CommandAsync(Dialogs.Commands.Skip) is null)
                break;
        }
        return talk.Lines;
    }

    /// <summary>
    /// Answers after which the question really is asked, because an answer to it would change what is shown: the way to the option with one worry
    /// more, for the age for which that worry makes the difference. Null when there are none.
    /// </summary>
    private Answers? WayThatMatters(Handbook handbook, MattersCheck matters, (string Question, string Option) target)
    {
        var ages = handbook.Questions.FirstOrDefault(q => q.Options.Any(o => o.Effects.Age is not null));
        var question = handbook.Find(target.Question)!;
        // The option's own ways first; a way to a neighbour may be the one on which the question makes a difference.
        var ways = question.Options.OrderBy(o => o.Id == target.Option ? 0 : 1).SelectMany(o => _walk!.WaysTo(question.Id, o.Id).Take(2)).Distinct().ToList();
        foreach (var way in ways)
        {
            if (Asks(handbook, matters, way, target))
                return way;
        }
        foreach (var worry in handbook.Worries.Where(w => !w.Marks.Contains("safety", StringComparer.Ordinal)))
        {
            foreach (var age in ages?.Options.Select(o => (string?)o.Id) ?? [null])
            {
                foreach (var way in ways.Take(3))
                {
                    var answers = way
                        .With(Handbook.GroupsQuestion, [.. way[Handbook.GroupsQuestion], worry.GroupId])
                        .With("worries-" + worry.GroupId, [.. way["worries-" + worry.GroupId], worry.Id]);
                    if (age is not null && ages!.Id != question.Id)
                        answers = answers.With(ages.Id, age);
                    if (Asks(handbook, matters, answers, target))
                        return answers;
                }
            }
        }
        return null;
    }

    /// <summary>Only what is asked is answered, as in a talk.</summary>
    private static bool Asks(Handbook handbook, MattersCheck matters, Answers wished, (string Question, string Option) target)
    {
        var answers = Answers.Empty;
        while (Journey.From(handbook, answers, matters.Matters) is { Current: { } question } journey)
        {
            if (question.Id == target.Question)
                return handbook.OptionsOf(question, journey.Applicable).Any(o => o.Id == target.Option);
            answers = answers.With(question.Id, [.. wished[question.Id]]);
            if (ReferenceEquals(Journey.From(handbook, answers).Current, question))
                answers = answers.Skip(question.Id); // what was wished is not offered here
        }
        return false;
    }

    /// <summary>The bot's own questions in between: the screen is safe, the talk goes on. At the end the walk is over.</summary>
    private static async Task<bool> PassAsync(TalkDriver talk, string question)
    {
        var answer = question switch { OwnQuestions.Phone or OwnQuestions.Safe => "ok", OwnQuestions.GoOn => "continue", _ => null };
        if (answer is null)
            return false;
        await talk.ChooseAsync(answer);
        return true;
    }

    private string[] Choose(Handbook handbook, Question question, string[] offered, Answers way, (string Question, string Option) target, bool least)
    {
        var missing = offered.Where(o => _left.Contains((question.Id, o))).ToList();
        var wanted = question.Id == target.Question && offered.Contains(target.Option, StringComparer.Ordinal) ? [target.Option] : way[question.Id].Where(o => offered.Contains(o, StringComparer.Ordinal)).ToArray();
        if (question.Kind == QuestionKind.Single && least && wanted.Length == 0)
            return [];
        if (question.Kind == QuestionKind.Single)
            return [wanted.FirstOrDefault() ?? (question.Id == target.Question ? missing.FirstOrDefault() : null) ?? Harmless(question, missing) ?? Harmless(question, [.. offered]) ?? offered[0]];
        if (least && question.Id != target.Question)
            return wanted; // none: left out
        if (question.Id == Handbook.GroupsQuestion)
            return Groups(handbook, offered, wanted);
        if (wanted.Length > 0 && question.FindOption(wanted[0]) is { Exclusive: true })
            return [wanted[0]];
        var together = missing.Where(o => question.FindOption(o) is { Exclusive: false }).Concat(wanted).Distinct(StringComparer.Ordinal).ToArray();
        if (together.Length > 0)
            return together;
        return [missing.FirstOrDefault() ?? wanted.FirstOrDefault() ?? offered[0]];
    }

    /// <summary>Danger ends the questions early and a young age leaves some out: only where they are the target.</summary>
    private static string? Harmless(Question question, IReadOnlyList<string> options) =>
        options.FirstOrDefault(o => question.FindOption(o) is not { Effects.Urgency: "safety" } and not { Effects.Age: "0-12" or "13-18" });

    /// <summary>As many groups as are asked in detail, those whose worries lack most first; four once, so that the first of them is asked for.</summary>
    private string[] Groups(Handbook handbook, string[] offered, string[] wanted)
    {
        var many = _left.Contains((Handbook.PriorityGroupQuestion, "")) ? handbook.MaxWorryRounds + 1 : handbook.MaxWorryRounds;
        var byNeed = offered.OrderByDescending(g => _left.Count(l => l.Question == "worries-" + g)).ThenBy(g => Array.IndexOf(offered, g));
        return [.. wanted.Concat(byNeed.Where(g => _left.Any(l => l.Question == "worries-" + g) || _left.Contains((Handbook.GroupsQuestion, g)))).Concat(wanted.Length == 0 ? offered : []).Distinct(StringComparer.Ordinal).Take(many)];
    }
}
