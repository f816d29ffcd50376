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
    private const int MostTries = 12;

    private readonly HashSet<(string Question, string Option)> _left = [];
    private HandbookWalk? _walk;
    private readonly Dictionary<(string Question, Answers Before), bool> _matters = [];
    private int _walks;

    /// <summary>Options that no journey tapped; empty when all are covered.</summary>
    public IReadOnlyCollection<(string Question, string Option)> Left => _left;

    /// <summary>What there is to cover in a handbook.</summary>
    public static IEnumerable<(string Question, string Option)> Everything(Handbook handbook) =>
        handbook.Questions.SelectMany(q => q.OptionsFrom is null ? q.Options.Select(o => (q.Id, o.Id)) : [(q.Id, "")]);

    /// <summary>
    /// Whether the product asks the question with this option at all today: a directory in which no answer makes a difference (two offices of a ward of which
    /// neither can be shown) leaves a question out, and so must a journey.
    /// </summary>
    public bool IsAsked((string Question, string Option) target)
    {
        var handbook = bot.Content.Handbook;
        _walk ??= HandbookWalk.Of(handbook);
        return target.Option.Length == 0 || WaysTo(handbook, new MattersCheck(bot.Parts, bot.Parts.Directory.Current, Clock), target).Any(w => w.Least);
    }

    /// <summary>The journeys, in order.</summary>
    public async Task<IReadOnlyList<Transcript>> FindAsync(IProgress<string>? progress = null)
    {
        var handbook = bot.Content.Handbook;
        _walk ??= HandbookWalk.Of(handbook);
        _left.UnionWith(Everything(handbook));
        List<Transcript> found = [];
        var matters = new MattersCheck(bot.Parts, bot.Parts.Directory.Current, Clock);
        foreach (var target in Everything(handbook).ToList())
        {
            // First with everything that is still missing on the way; where that leads elsewhere, by answers after which the question makes a difference.
            foreach (var way in WaysTo(handbook, matters, target).Take(MostTries))
            {
                if (!_left.Contains(target))
                    break;
                progress?.Report(string.Create(CultureInfo.InvariantCulture, $"journey {found.Count + 1}, {_left.Count} options left"));
                var before = _left.Count;
                var lines = await WalkAsync(handbook, string.Create(CultureInfo.InvariantCulture, $"path-{++_walks}"), target, way.Answers, way.Least);
                if (_left.Count < before)
                    found.Add(new Transcript(new TranscriptHeader { Clock = Clock }, lines));
            }
        }
        _left.RemoveWhere(l => !IsAsked(l));
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
    /// Answers that may lead to an option: its own way, then for each worry and age those after which an answer to the question would change
    /// what is shown, because only then it is asked.
    /// </summary>
    private IEnumerable<(Answers Answers, bool Least)> WaysTo(Handbook handbook, MattersCheck matters, (string Question, string Option) target)
    {
        var own = _walk!.WaysTo(target.Question, target.Option);
        yield return (own is [var first, ..] ? first : Answers.Empty, false);
        if (own.Count == 0)
            yield break;
        var question = handbook.Find(target.Question)!;
        var ages = handbook.Questions.FirstOrDefault(q => q.Options.Any(o => o.Effects.Age is not null));
        foreach (var worry in handbook.Worries.Where(w => !w.Marks.Contains("safety", StringComparer.Ordinal)).Select(w => (Worry?)w).Prepend(null))
        {
            foreach (var age in ages is null || ages == question ? [null] : ages.Options.Select(o => (string?)o.Id))
            {
                foreach (var way in own.Take(2))
                {
                    var answers = way;
                    if (worry is not null)
                        answers = With(With(answers, Handbook.GroupsQuestion, worry.GroupId), Handbook.WorriesPrefix + worry.GroupId, worry.Id);
                    if (age is not null)
                        answers = answers.With(ages!.Id, age);
                    if (MakesADifference(handbook, matters, answers, question, target.Option))
                        yield return (answers, true);
                }
            }
        }
    }

    private static Answers With(Answers answers, string question, string option) => answers.With(question, [.. answers[question], option]);

    /// <summary>Whether the question would be asked after the essential ones; what else a way holds may not be asked itself.</summary>
    private bool MakesADifference(Handbook handbook, MattersCheck matters, Answers wished, Question question, string option)
    {
        var answers = Answers.Empty;
        foreach (var other in handbook.Questions.Where(q => q != question))
            answers = other.Essential ? answers.With(other.Id, [.. wished[other.Id]]) : answers.Skip(other.Id);
        if (Journey.From(handbook, answers) is not { Current: { } current } journey || current != question || handbook.OptionsOf(question, journey.Applicable).All(o => o.Id != option))
            return false;
        if (!_matters.TryGetValue((question.Id, journey.Applicable), out var makes))
            _matters[(question.Id, journey.Applicable)] = makes = matters.Matters(question, journey.Applicable);
        return makes;
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
            return question.Essential ? wanted : []; // none: left out
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
        var byNeed = offered.OrderByDescending(g => _left.Count(l => l.Question == Handbook.WorriesPrefix + g)).ThenBy(g => Array.IndexOf(offered, g));
        return [.. wanted.Concat(byNeed.Where(g => _left.Any(l => l.Question == Handbook.WorriesPrefix + g) || _left.Contains((Handbook.GroupsQuestion, g)))).Concat(wanted.Length == 0 ? offered : []).Distinct(StringComparer.Ordinal).Take(many)];
    }
}
