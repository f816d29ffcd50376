using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// All that is kept of a talk: what was chosen, and where the talk stands. Only ids and numbers; no word that a person typed.
/// The path is not kept: <c>Journey.From(handbook, answers)</c> finds it anew each turn.
/// </summary>
public sealed record TalkState
{
    /// <summary>Form of this record; another number is state of another program version.</summary>
    public const int CurrentFormat = 1;

    /// <summary>See <see cref="CurrentFormat"/>.</summary>
    public int Format { get; init; } = CurrentFormat;

    /// <summary>Id of the handbook.</summary>
    public required string HandbookId { get; init; }

    /// <summary>Version of the handbook that the answers were given to.</summary>
    public required string HandbookVersion { get; init; }

    /// <summary>Tag of the locale; null until the first activity, which may bring one.</summary>
    public string? Locale { get; init; }

    /// <summary>Question id → option ids; an empty list = skipped.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> Answers { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Id of the talk: from one beginning to the next. Empty until the first words.</summary>
    public string Talk { get; init; } = "";

    /// <summary>Number of the present turn in the talk; goes up with every step, so that an old button is known as old.</summary>
    public int Turn { get; init; }

    /// <summary>What the talk is at, one of <see cref="TalkModes"/>.</summary>
    public string Mode { get; init; } = TalkModes.New;

    /// <summary>Where to go on after an aside (danger, languages); null = with the questions.</summary>
    public string? Return { get; init; }

    /// <summary>The answered question that is being changed; null = none.</summary>
    public string? Edit { get; init; }

    /// <summary>Options picked so far by single taps on a question that takes several.</summary>
    public ImmutableArray<string> Picked { get; init; } = [];

    /// <summary>The two likeliest options that were offered after an unclear answer.</summary>
    public ImmutableArray<string> Narrowed { get; init; } = [];

    /// <summary>Ids of the worries that were proposed for words of the person's own.</summary>
    public ImmutableArray<string> Proposed { get; init; } = [];

    /// <summary>How often the present question was answered oddly.</summary>
    public int Retries { get; init; }

    /// <summary>Class, person and urgency of the last sign of danger, such as <c>suicide-risk/self/high</c>; null = none.</summary>
    public string? Crisis { get; init; }

    /// <summary>Ids of the windows and schemes that were shown, so that "more" shows others.</summary>
    public ImmutableArray<string> Shown { get; init; } = [];

    /// <summary>True after the person was told that some words stand in another language.</summary>
    public bool FallbackTold { get; init; }

    /// <summary>Tag of the language that is being offered; null = none. The offer stands before the question that the talk is at.</summary>
    public string? LanguageOffer { get; init; }

    /// <summary>True after a language was offered: once in a talk is enough.</summary>
    public bool LanguageOffered { get; init; }

    /// <summary>True after the person was told that names and addresses need not be written.</summary>
    public bool PersonalDataTold { get; init; }

    /// <summary>True after it was asked whether the phone is safe.</summary>
    public bool PhoneAsked { get; init; }

    /// <summary>The ward that a shared place lies in, until the person said whether it is the right one; no coordinates.</summary>
    public string? Place { get; init; }

    /// <summary>The reminder that is being asked about; null = none.</summary>
    public ReminderWish? ReminderWish { get; init; }

    /// <summary>When the reminder is due that was planned in this talk; null = none, or it was taken back.</summary>
    public DateTimeOffset? ReminderAt { get; init; }

    /// <summary>The talk was handed to staff and the bot keeps silent until this instant at the latest; null = it was not.</summary>
    public DateTimeOffset? HandoffUntil { get; init; }

    /// <summary>True after it was asked whether staff may be told of the wish for a person.</summary>
    public bool WishAsked { get; init; }

    /// <summary>
    /// Question id → id of the message whose typed words answered it, and <c>crisis</c> for a sign of danger: when the person takes that message
    /// back in the channel, what it caused goes too. Answers by button are not in it.
    /// </summary>
    public ImmutableDictionary<string, string> Sources { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>When the last activity came.</summary>
    public DateTimeOffset LastAt { get; init; }

    /// <summary>The state before anything was said.</summary>
    /// <param name="handbook">The handbook that the talk follows.</param>
    /// <param name="locale">Tag of the locale; null where the first activity may bring one.</param>
    public static TalkState New(Handbook handbook, string? locale)
    {
        ArgumentNullException.ThrowIfNull(handbook);
        return new() { HandbookId = handbook.Id, HandbookVersion = handbook.Version, Locale = locale };
    }
}

/// <summary>Values of <see cref="TalkState.Mode"/>: what the bot asks or says when it has its say.</summary>
public static class TalkModes
{
    /// <summary>Nothing was said yet.</summary>
    public const string New = "new";

    /// <summary>The handbook's questions; when none is left, the result.</summary>
    public const string Asking = "asking";

    /// <summary>The result was shown: was it of use?</summary>
    public const string Result = "result";

    /// <summary>All is said.</summary>
    public const string Done = "done";

    /// <summary>The person stopped.</summary>
    public const string Stopped = "stopped";

    /// <summary>After a pause: go on, or erase?</summary>
    public const string Resume = "resume";

    /// <summary>After a sign of danger: are you safe?</summary>
    public const string Safe = "safe";

    /// <summary>In danger: nothing is asked but whether to go on.</summary>
    public const string Danger = "danger";

    /// <summary>After a violence worry: is this phone safe?</summary>
    public const string Phone = "phone";

    /// <summary>Which language?</summary>
    public const string Languages = "languages";

    /// <summary>Words of one's own were understood as worries: is that right?</summary>
    public const string Proposal = "proposal";

    /// <summary>Which answer is to be changed?</summary>
    public const string Summary = "summary";

    /// <summary>Is the ward of the shared place the right one?</summary>
    public const string Place = "place";

    /// <summary>Tell the person when a window opens?</summary>
    public const string Remind = "remind";

    /// <summary>May staff be told in the morning that somebody wished for a person?</summary>
    public const string Wish = "wish";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TalkState))]
internal sealed partial class TalkStateJson : JsonSerializerContext;
