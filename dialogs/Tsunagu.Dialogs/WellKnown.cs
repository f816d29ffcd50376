namespace Tsunagu.Dialogs;

/// <summary>
/// The few ids of the handbook that the dialog itself acts on. A handbook without them works; the action just never happens.
/// </summary>
internal static class WellKnown
{
    /// <summary>The question whether the person is in danger (handbook-proposal section 2, number 8).</summary>
    public const string SafetyQuestion = "safety";

    /// <summary>Its answers.</summary>
    public const string SafetyOk = "ok", SafetyUnsure = "unsure", SafetyDanger = "danger";

    /// <summary>The question for the language; an option whose id is a locale's tag switches the talk to it.</summary>
    public const string LanguageQuestion = "language";

    /// <summary>Questions that the note for the window names.</summary>
    public const string AgeQuestion = "age", WardQuestion = "ward", BranchQuestion = "branch";

    /// <summary>Mark: what was chosen is not repeated on the screen.</summary>
    public const string ViolenceMark = "violence";

    /// <summary>Mark: a wish to die or great distress; opens the suicide lines.</summary>
    public const string DistressMark = "distress";

    /// <summary>Marks after which nothing of the talk may be found by others of the household: a safety worry, violence, distress.</summary>
    public static IReadOnlySet<string> DangerMarks { get; } = new HashSet<string>(["safety", ViolenceMark, DistressMark], StringComparer.Ordinal);
}

/// <summary>Ids of the bot's own questions, beside the handbook's.</summary>
public static class OwnQuestions
{
    /// <summary>After a pause: go on, or erase?</summary>
    public const string Resume = "resume";

    /// <summary>After a sign of danger: are you safe?</summary>
    public const string Safe = "safe-now";

    /// <summary>After the emergency numbers: go on?</summary>
    public const string GoOn = "go-on";

    /// <summary>Is this phone safe?</summary>
    public const string Phone = "phone-safe";

    /// <summary>Which language?</summary>
    public const string Languages = "languages";

    /// <summary>Somebody writes in another language: shall the talk go on in it?</summary>
    public const string LanguageOffer = "language-offer";

    /// <summary>Which answer is to be changed?</summary>
    public const string Summary = "summary";

    /// <summary>Words of one's own were understood as worries: is that right?</summary>
    public const string OwnWords = "own-words";

    /// <summary>Was it of use?</summary>
    public const string Helpful = "helpful";

    /// <summary>After stopping: go on, or from the start?</summary>
    public const string Stopped = "stopped";

    /// <summary>After all is said: from the start?</summary>
    public const string Done = "done";

    /// <summary>A shared place lies in this ward: right?</summary>
    public const string Place = "place";

    /// <summary>Tell the person when a window opens?</summary>
    public const string Remind = "remind";

    /// <summary>Nobody of the staff is there: may they be told in the morning that somebody wished for a person?</summary>
    public const string Wish = "wish";

    /// <summary>All of them; a handbook must not use these ids.</summary>
    public static IReadOnlyList<string> All { get; } = [Resume, Safe, GoOn, Phone, Languages, LanguageOffer, Summary, OwnWords, Helpful, Stopped, Done, Place, Remind, Wish];
}

/// <summary>Commands that stand beside the answers, as ids; the same words as in <c>AnswerInterpretation.Command</c>, and a few more that are only tapped.</summary>
public static class Commands
{
    /// <summary>答えない.</summary>
    public const string Skip = "skip";

    /// <summary>戻る.</summary>
    public const string Back = "back";

    /// <summary>いますぐ助けてほしい.</summary>
    public const string Now = "now";

    /// <summary>人と話したい.</summary>
    public const string Human = "human";

    /// <summary>使い方.</summary>
    public const string Help = "help";

    /// <summary>やめる.</summary>
    public const string Stop = "stop";

    /// <summary>最初から.</summary>
    public const string Restart = "restart";

    /// <summary>消して.</summary>
    public const string Erase = "erase";

    /// <summary>ことばを変える.</summary>
    public const string Language = "language";

    /// <summary>答えを見なおす.</summary>
    public const string Edit = "edit";

    /// <summary>もっと見る.</summary>
    public const string More = "more";

    /// <summary>つづける.</summary>
    public const string Continue = "continue";

    /// <summary>相談メモ.</summary>
    public const string Memo = "memo";

    /// <summary>開いたらお知らせ; its argument is the window.</summary>
    public const string Remind = "remind";

    /// <summary>お知らせをやめる.</summary>
    public const string Unremind = "unremind";

    /// <summary>見る, under a reminder that came; its argument is the window.</summary>
    public const string Reminded = "reminded";

    /// <summary>ボット: back from the staff to the bot.</summary>
    public const string Bot = "bot";

    /// <summary>All commands.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Skip, Back, Now, Human, Help, Stop, Restart, Erase, Language, Edit, More, Continue, Memo, Remind, Unremind, Reminded, Bot];
}
