using System.Collections.Concurrent;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// A question is asked only if some answer to it would change what is shown. Computed, not declared: what would be shown after each answer
/// is compared with what would be shown if the question were left out, at the same instant and with the same directory.
/// Questions that come before the worries are known cannot be judged by themselves, so they are judged together with worries
/// that the person may still choose; one such case in which the answer tells is a reason to ask.
/// </summary>
/// <param name="parts">The handbook and the recommender.</param>
/// <param name="snapshot">The windows.</param>
/// <param name="at">The instant.</param>
public sealed class MattersCheck(HandbookParts parts, DirectorySnapshot snapshot, DateTimeOffset at)
{
    // Several turns may ask at once; what they ask about is mostly the same.
    private readonly ConcurrentDictionary<Answers, Shown> _shown = [];
    private readonly ConcurrentDictionary<(string Question, Answers Applicable), Lazy<bool>> _matters = [];

    /// <summary>How much is remembered.</summary>
    internal int Remembered => _shown.Count + _matters.Count;

    /// <summary>True when some answer would change what is shown.</summary>
    /// <param name="question">A question that applies and is not answered.</param>
    /// <param name="applicable">The answers before it.</param>
    public bool Matters(Question question, Answers applicable)
    {
        ArgumentNullException.ThrowIfNull(question);
        // Whoever asks first finds out; the others wait for that instead of doing the same.
        return _matters.GetOrAdd((question.Id, applicable), _ => new Lazy<bool>(() => FindWitness(question, applicable) is not null)).Value;
    }

    /// <summary>A case in which an answer changes what is shown; null when there is none.</summary>
    /// <param name="question">A question that applies and is not answered.</param>
    /// <param name="applicable">The answers before it.</param>
    public Witness? FindWitness(Question question, Answers applicable)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(applicable);
        var options = parts.Handbook.OptionsOf(question, applicable);
        foreach (var probe in Probes(question, applicable))
        {
            var without = Show(probe.On(applicable.Skip(question.Id)));
            foreach (var option in options)
            {
                var with = Show(probe.On(applicable.With(question.Id, option.Id)));
                if (!with.Equals(without))
                    return new Witness(question.Id, option.Id, probe.Answers);
            }
        }

        return null;
    }

    /// <summary>What would be shown if these were all the answers.</summary>
    /// <param name="answers">Answers; those to questions that do not apply count for nothing.</param>
    public Shown Show(Answers answers)
    {
        // Questions without an answer are passed over: an answer counts although an earlier question was never asked.
        var applicable = Journey.From(parts.Handbook, answers, static (_, _) => false).Applicable;
        if (_shown.TryGetValue(applicable, out var known))
            return known;
        var profile = NeedProfile.From(parts.Handbook, applicable);
        var result = parts.Recommender.Recommend(snapshot, RequestBuilder.From(profile, at));
        var (services, schemes) = result.FirstCards();
        var shown = new Shown(
            [.. services.Select(s => s.WindowId)],
            [.. schemes.Select(s => s.Scheme.Id)],
            // Said in words on the same screen: whose trouble it is, and whether it cannot wait.
            $"{profile.About}|{SafetyOf(applicable)}|{LanguageOf(applicable)}");
        return _shown[applicable] = shown;
    }

    // "In danger" and "not sure" bring different screens, whatever the list of windows is.
    private static string? SafetyOf(Answers answers) => answers[WellKnown.SafetyQuestion].FirstOrDefault();

    // Choosing a language in which the handbook is written switches the talk to it.
    private static string? LanguageOf(Answers answers) =>
        answers[WellKnown.LanguageQuestion].FirstOrDefault() is { } chosen && Locale.TryParse(chosen, out var locale) ? locale.Tag : null;

    private IEnumerable<Probe> Probes(Question question, Answers applicable)
    {
        yield return Probe.Nothing;
        var handbook = parts.Handbook;
        var groups = handbook.Find(Handbook.GroupsQuestion);
        if (groups is null)
            yield break;
        var chosen = applicable.IsAnswered(groups.Id) ? [.. applicable[groups.Id]] : handbook.OptionsOf(groups, applicable).Select(o => o.Id).ToList();
        var rest = handbook.Questions.Where(q => q.GroupId is { } g && chosen.Contains(g, StringComparer.Ordinal)
            && !applicable.IsAnswered(q.Id) && !string.Equals(q.Id, question.Id, StringComparison.Ordinal)).ToList();
        if (rest.Count == 0)
            yield break;

        // Which field comes first decides which fields are asked at all: all chosen fields get a worry, the path takes its three.
        if (applicable.IsAnswered(groups.Id))
        {
            var all = Answers.Empty;
            foreach (var q in rest)
                all = all.With(q.Id, q.Options[0].Id);
            yield return new Probe(all);
        }

        foreach (var q in rest)
        {
            foreach (var worry in q.Options)
            {
                var probe = Answers.Empty.With(q.Id, worry.Id);
                yield return new Probe(applicable.IsAnswered(groups.Id) || string.Equals(question.Id, groups.Id, StringComparison.Ordinal) ? probe : probe.With(groups.Id, q.GroupId!));
            }
        }
    }

    private sealed record Probe(Answers Answers)
    {
        public static Probe Nothing { get; } = new(Answers.Empty);

        public Answers On(Answers answers)
        {
            foreach (var question in Answers.QuestionIds)
                answers = answers.With(question, [.. Answers[question]]);
            return answers;
        }
    }
}

/// <summary>A case in which an answer tells: with this option, and these later answers, something else is shown than without an answer.</summary>
/// <param name="QuestionId">The question.</param>
/// <param name="OptionId">The answer.</param>
/// <param name="Later">What may still be answered; empty when the answer tells by itself.</param>
public sealed record Witness(string QuestionId, string OptionId, Answers Later);

/// <summary>What a person would be shown: windows and schemes in their order, and the words that depend on the answers.</summary>
/// <param name="Services">Ids of windows, in order.</param>
/// <param name="Schemes">Ids of schemes, in order.</param>
/// <param name="Words">What else changes the screen.</param>
public sealed record Shown(IReadOnlyList<string> Services, IReadOnlyList<string> Schemes, string Words)
{
    /// <inheritdoc/>
    public bool Equals(Shown? other) => other is not null
        && string.Equals(Words, other.Words, StringComparison.Ordinal)
        && Services.SequenceEqual(other.Services, StringComparer.Ordinal)
        && Schemes.SequenceEqual(other.Schemes, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Services.Count, Schemes.Count, Words);
}
