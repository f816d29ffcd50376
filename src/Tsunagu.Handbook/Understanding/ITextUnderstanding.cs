namespace Tsunagu.Handbooks;

/// <summary>
/// Understands what a person typed. Implementations run in memory, keep nothing, and log nothing:
/// only classes and option ids leave them.
/// </summary>
public interface ITextUnderstanding
{
    /// <summary>Signs of danger in the text, or null. Runs before everything else on every turn.</summary>
    /// <param name="text">What was typed, unchanged.</param>
    /// <param name="locale">The language of the talk; signs in other languages are found as well.</param>
    CrisisSignal? RecognizeCrisis(string text, Locale locale);

    /// <summary>
    /// A suspicion of danger too faint for <see cref="RecognizeCrisis"/>, or null. It counts only where an <see cref="ITextAnalyser"/> finds that
    /// the text sounds very bad, and is never more than a concern.
    /// </summary>
    /// <param name="text">What was typed, unchanged.</param>
    /// <param name="locale">The language of the talk.</param>
    CrisisSignal? SuspectCrisis(string text, Locale locale) => null;

    /// <summary>Which of the offered options, or which command, was meant. When in doubt it says so: never a wrong pick.</summary>
    /// <param name="text">What was typed, unchanged.</param>
    /// <param name="context">What was offered.</param>
    AnswerInterpretation InterpretAnswer(string text, AnswerContext context);

    /// <summary>Computes what readings share, once; without it the first reading computes it.</summary>
    void Prepare()
    {
    }

    /// <summary>Which of our languages the text is written in, or null where that is not sure. Plain Japanese is Japanese.</summary>
    /// <param name="text">What was typed, unchanged.</param>
    Locale? GuessLanguage(string text) => null;

    /// <summary>Which worries the words mean. May propose, never decide.</summary>
    /// <param name="text">What was typed, unchanged.</param>
    /// <param name="locale">The language of the talk.</param>
    WorryUnderstanding UnderstandWorries(string text, Locale locale) => WorryUnderstanding.Nothing;
}

/// <summary>Classes of danger.</summary>
public enum CrisisClass
{
    /// <summary>Wishing or planning to die (wire: suicide-risk).</summary>
    SuicideRisk,

    /// <summary>Hurting oneself (wire: self-harm).</summary>
    SelfHarm,

    /// <summary>Too much medicine (wire: overdose).</summary>
    Overdose,

    /// <summary>Violence or control by a partner (wire: dv).</summary>
    Dv,

    /// <summary>A child is hurt or neglected (wire: child-abuse).</summary>
    ChildAbuse,

    /// <summary>An old person is hurt, neglected or robbed (wire: elder-abuse).</summary>
    ElderAbuse,

    /// <summary>Sexual violence (wire: sexual-violence).</summary>
    SexualViolence,

    /// <summary>Needs a doctor now (wire: acute-medical).</summary>
    AcuteMedical,
}

/// <summary>How urgent a sign of danger is.</summary>
public enum CrisisUrgency
{
    /// <summary>Indirect: ask calmly.</summary>
    Concern,

    /// <summary>A clear wish or harm.</summary>
    High,

    /// <summary>Now, planned, prepared, or already done.</summary>
    Imminent,
}

/// <summary>A sign of danger. Holds nothing of what was typed.</summary>
/// <param name="Class">What kind of danger.</param>
/// <param name="ThirdPerson">True when it is somebody else who is in danger.</param>
/// <param name="Urgency">How urgent.</param>
public sealed record CrisisSignal(CrisisClass Class, bool ThirdPerson, CrisisUrgency Urgency)
{
    /// <summary>True when the person is the one who hurts somebody, or fears to: the same care, other words.</summary>
    public bool Hurting { get; init; }
}

/// <summary>The names of classes and urgencies on the wire and in content.</summary>
public static class CrisisNames
{
    private static readonly string[] Classes =
        ["suicide-risk", "self-harm", "overdose", "dv", "child-abuse", "elder-abuse", "sexual-violence", "acute-medical"];

    private static readonly string[] Urgencies = ["concern", "high", "imminent"];

    /// <summary>The wire name of a class, for example <c>suicide-risk</c>.</summary>
    public static string ToWire(this CrisisClass crisisClass) => Classes[(int)crisisClass];

    /// <summary>The wire name of an urgency, for example <c>imminent</c>.</summary>
    public static string ToWire(this CrisisUrgency urgency) => Urgencies[(int)urgency];

    /// <summary>Reads a wire name of a class.</summary>
    public static bool TryParse(string? name, out CrisisClass crisisClass)
    {
        var at = Array.IndexOf(Classes, name);
        crisisClass = (CrisisClass)Math.Max(at, 0);
        return at >= 0;
    }

    /// <summary>Reads a wire name of an urgency.</summary>
    public static bool TryParse(string? name, out CrisisUrgency urgency)
    {
        var at = Array.IndexOf(Urgencies, name);
        urgency = (CrisisUrgency)Math.Max(at, 0);
        return at >= 0;
    }
}

/// <summary>What was offered when the person typed.</summary>
/// <param name="Options">The options as they were shown.</param>
/// <param name="Multi">True when several may be chosen.</param>
/// <param name="Locale">The language of the talk.</param>
public sealed record AnswerContext(IReadOnlyList<AnswerOption> Options, bool Multi, Locale Locale);

/// <summary>An option as it was shown.</summary>
/// <param name="Id">The option's id.</param>
/// <param name="Number">Its number in the list, from 1.</param>
/// <param name="Text">Its words.</param>
/// <param name="Label">Its short words, if any.</param>
/// <param name="Synonyms">Other words for it.</param>
public sealed record AnswerOption(string Id, int Number, string Text, string? Label, IReadOnlyList<string> Synonyms)
{
    /// <summary>True for "none of these": 「どれでもない」 picks it.</summary>
    public bool Exclusive { get; init; }
}

/// <summary>What was understood. Exactly one of picks, command, none or unclear is set.</summary>
public sealed record AnswerInterpretation
{
    /// <summary>The option ids meant, in the order of the list.</summary>
    public IReadOnlyList<string> Picks { get; init; } = [];

    /// <summary><c>back stop restart human erase skip help language now</c>, or null.</summary>
    public string? Command { get; init; }

    /// <summary>The person said that none of the options fits.</summary>
    public bool NoneOfThem { get; init; }

    /// <summary>When unclear: the likeliest two option ids, or fewer.</summary>
    public IReadOnlyList<string> Ask { get; init; } = [];

    /// <summary>With <see cref="Unclear"/>: a plain yes or no to a question that has no such option; null = neither.</summary>
    public bool? Assent { get; init; }

    /// <summary>Nothing was understood for sure: ask again.</summary>
    public bool Unclear { get; init; }
}
