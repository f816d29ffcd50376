using System.Globalization;
using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Dev;

/// <summary>What a developer looks at in <c>/dev/handbook</c>: any answers at any instant, with what they lead to.</summary>
internal sealed class Exploration
{
    /// <summary>How far the slider goes to either side.</summary>
    public const int MostDays = 730;

    private Exploration(HandbookParts parts, Answers answers, int days, int minutes, DateTimeOffset now)
    {
        Parts = parts;
        Answers = answers;
        Days = days;
        Minutes = minutes;
        At = JapanTime.At(JapanTime.Day(now).AddDays(days), minutes);
        Journey = Journey.From(parts.Handbook, answers, new MattersCheck(parts, parts.Directory.Current, At).Matters);
        Profile = NeedProfile.From(parts.Handbook, Journey.Applicable);
        Request = RequestBuilder.From(Profile, At);
        Result = parts.Recommender.Recommend(parts.Directory.Current, Request);
    }

    public HandbookParts Parts { get; }

    public Answers Answers { get; }

    /// <summary>Days from today.</summary>
    public int Days { get; }

    /// <summary>Minutes since midnight in Kyoto.</summary>
    public int Minutes { get; }

    public DateTimeOffset At { get; }

    public Journey Journey { get; }

    public NeedProfile Profile { get; }

    public RecommendationRequest Request { get; }

    public RecommendationResult Result { get; }

    /// <summary>
    /// Reads the page's query: <c>a=question:option,option</c> for each answer (nothing after the colon = left out), <c>q</c> and <c>o</c> for the one just
    /// given, <c>days</c> and <c>time</c>. What the handbook does not know is left out.
    /// </summary>
    public static Exploration Read(HandbookParts parts, IQueryCollection query, DateTimeOffset now)
    {
        var answers = Answers.Empty;
        foreach (var text in query["a"])
        {
            if (text?.Split(':', 2) is [var id, var options])
                answers = With(parts.Handbook, answers, id, options.Split(',', StringSplitOptions.RemoveEmptyEntries));
        }

        if (query["q"].ToString() is { Length: > 0 } question && (query["o"].Count > 0 || query.ContainsKey("skip")))
            answers = With(parts.Handbook, answers, question, [.. query["o"].OfType<string>()]);
        var days = int.TryParse(query["days"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var d) ? Math.Clamp(d, -MostDays, MostDays) : 0;
        var minutes = TimeOnly.TryParse(query["time"], CultureInfo.InvariantCulture, out var time) ? time.Hour * 60 + time.Minute : (int)JapanTime.Local(now).TimeOfDay.TotalMinutes;
        return new Exploration(parts, answers, days, minutes, now);
    }

    /// <summary>The address of the same view with other answers.</summary>
    public string Link(Answers answers) => "?" + string.Join('&', answers.QuestionIds.Select(id => $"a={id}:{string.Join(',', answers[id])}")
        .Append(string.Create(CultureInfo.InvariantCulture, $"days={Days}")).Append("time=" + Time));

    /// <summary>The time of day as a form has it.</summary>
    public string Time => string.Create(CultureInfo.InvariantCulture, $"{Minutes / 60:D2}:{Minutes % 60:D2}");

    /// <summary>Windows that are not in the answer, by the rule that kept them out.</summary>
    public IEnumerable<IGrouping<string, Service>> NotShown()
    {
        var shown = Result.Services.Select(s => s.WindowId).ToHashSet(StringComparer.Ordinal);
        var snapshot = Parts.Directory.Current;
        return snapshot.Services.Where(s => !shown.Contains(s.Id))
            .GroupBy(s => Parts.Recommender.Explain(snapshot, Request, s.Id).RuleId, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
    }

    private static Answers With(Handbook handbook, Answers answers, string id, string[] options) => handbook.Find(id) is not { } question
        ? answers
        : options.Where(o => question.FindOption(o) is not null).ToArray() is { Length: > 0 } known ? answers.With(id, known) : answers.Skip(id);
}
