using System.Text.Json;

namespace Tsunagu.BotCore;

/// <summary>
/// The neutral prompt: what a dialog says, asks and shows, before any channel gave it a form.
/// It travels as <see cref="Activity.ChannelData"/> of a message whose <see cref="Activity.Text"/> is the same in plain words;
/// each channel degrades it by its own rules (buttons, numbered text, cards) and decides nothing else.
/// </summary>
public sealed record MessageData
{
    /// <summary>Name in <see cref="Data"/> under which a message tells which words it is made of.</summary>
    public const string IdFact = "message";

    /// <summary>Name in <see cref="Data"/> of a greeting's words about the hour: who listens now, a public holiday; empty where there are none.</summary>
    public const string HoursFact = "hours";

    /// <summary>What the message is, one of <see cref="MessageKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Tag of the locale that was asked for, such as <c>ja</c> or <c>ja-simple</c>; single texts may have fallen back.</summary>
    public required string Locale { get; init; }

    /// <summary>Id of the talk: from one beginning to the next. Buttons of another talk are stale.</summary>
    public required string Talk { get; init; }

    /// <summary>Number of the question's turn in the talk, from 1. Buttons of an earlier turn are stale.</summary>
    public required int Turn { get; init; }

    /// <summary>Version of the handbook that the message was made from.</summary>
    public required string HandbookVersion { get; init; }

    /// <summary>What is asked; null when nothing is.</summary>
    public MessageQuestion? Question { get; init; }

    /// <summary>Windows, schemes and lines to call, in the order in which they are to be shown.</summary>
    public IReadOnlyList<MessageCard> Cards { get; init; } = [];

    /// <summary>What can be tapped besides an answer: skip, back, now, human, restart, … in the order in which they are to be shown.</summary>
    public IReadOnlyList<MessageOption> Commands { get; init; } = [];

    /// <summary>Machine-readable facts that a channel merges into its own channel data on the wire, such as <c>services</c> and <c>schemes</c>.</summary>
    public IReadOnlyDictionary<string, JsonElement>? Data { get; init; }
}

/// <summary>Values of <see cref="MessageData.Kind"/>.</summary>
public static class MessageKinds
{
    /// <summary>The first words of a talk.</summary>
    public const string Greeting = "greeting";

    /// <summary>A question.</summary>
    public const string Question = "question";

    /// <summary>A question again, after an answer that was not understood.</summary>
    public const string Retry = "retry";

    /// <summary>Windows and schemes that fit the answers.</summary>
    public const string Recommendation = "recommendation";

    /// <summary>Lines that answer now, for somebody in danger or distress.</summary>
    public const string Safety = "safety";

    /// <summary>A short word of the bot that asks nothing.</summary>
    public const string Note = "note";

    /// <summary>The answers so far, each to be changed.</summary>
    public const string Summary = "summary";

    /// <summary>The note for the window (相談メモ).</summary>
    public const string Memo = "memo";

    /// <summary>The end of a talk.</summary>
    public const string End = "end";

    /// <summary>What the bot can do.</summary>
    public const string Help = "help";
}

/// <summary>A question that waits for an answer.</summary>
public sealed record MessageQuestion
{
    /// <summary>Id of the question in the handbook, or of one of the bot's own such as <c>resume</c>.</summary>
    public required string Id { get; init; }

    /// <summary><see cref="Single"/> or <see cref="Multi"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The answers to choose from, numbered from 1.</summary>
    public required IReadOnlyList<MessageOption> Options { get; init; }

    /// <summary>For several answers: the button that ends the choosing (選びおわった); its token takes <c>choices</c> along.</summary>
    public MessageOption? Submit { get; init; }

    /// <summary>The question itself without the words around it.</summary>
    public string? Heading { get; init; }

    /// <summary>A line of help below the question.</summary>
    public string? Hint { get; init; }

    /// <summary>Which question this is, from 1.</summary>
    public int Step { get; init; }

    /// <summary>About how many there will be; 0 when the question is no step of the way.</summary>
    public int Steps { get; init; }

    /// <summary>What is said before the question in the same message, such as why it is asked again; null when nothing is.</summary>
    public string? Lead { get; init; }

    /// <summary>What was picked so far by repeated taps, in words; null when nothing was.</summary>
    public string? Picked { get; init; }

    /// <summary>Ids of options that were already picked by repeated taps.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>The same options with their words, for a channel that shows them; their <see cref="MessageOption.Number"/> is 0.</summary>
    public IReadOnlyList<MessageOption> ChosenOptions { get; init; } = [];

    /// <summary>One answer.</summary>
    public const string Single = "single";

    /// <summary>Any number of answers.</summary>
    public const string Multi = "multi";
}

/// <summary>Something that can be tapped: an answer or a command.</summary>
public sealed record MessageOption
{
    /// <summary>Id of the option or command.</summary>
    public required string Id { get; init; }

    /// <summary>Its words in full.</summary>
    public required string Text { get; init; }

    /// <summary>Its words for a button, at most 20 graphemes; null when <see cref="Text"/> has no short form.</summary>
    public string? Label { get; init; }

    /// <summary>Its number in the list, from 1; 0 for commands.</summary>
    public int Number { get; init; }

    /// <summary>What the button sends: a <see cref="ButtonToken"/>.</summary>
    public required string Value { get; init; }

    /// <summary>True when the choice is not to be repeated on a screen that somebody else may read.</summary>
    public bool Hidden { get; init; }
}

/// <summary>A window, a scheme or a line, in words.</summary>
public sealed record MessageCard
{
    /// <summary><see cref="Service"/>, <see cref="Scheme"/> or <see cref="Line"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the record: the window's or the scheme's.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>A line below the name.</summary>
    public string? Subtitle { get; init; }

    /// <summary>Whether it is open, in words with the time.</summary>
    public string? State { get; init; }

    /// <summary><c>open</c>, <c>closed</c>, <c>unknown</c>, or <c>none</c> where opening hours mean nothing.</summary>
    public string StateKind { get; init; } = StateNone;

    /// <summary>When it opens next; null when it is open or that is not known, and where nothing of the talk may be left behind.</summary>
    public DateTimeOffset? Opens { get; init; }

    /// <summary>Where one can go to, in words; null when that is not what the card is about.</summary>
    public string? Place { get; init; }

    /// <summary>A mark such as 要確認; null when there is none.</summary>
    public string? Badge { get; init; }

    /// <summary>Labelled facts, in the order in which they are to be shown.</summary>
    public IReadOnlyList<MessageFact> Facts { get; init; } = [];

    /// <summary>Why it is shown, in words.</summary>
    public string? Reason { get; init; }

    /// <summary>Ways to it: calls and addresses; and taps that come back to the talk (<see cref="ActionTypes.PostBack"/>, a <see cref="ButtonToken"/>).</summary>
    public IReadOnlyList<CardAction> Actions { get; init; } = [];

    /// <summary>A consultation window.</summary>
    public const string Service = "service";

    /// <summary>A support scheme.</summary>
    public const string Scheme = "scheme";

    /// <summary>A line to call, shown small.</summary>
    public const string Line = "line";

    /// <summary><see cref="StateKind"/>: can be reached at this moment.</summary>
    public const string StateOpen = "open";

    /// <summary><see cref="StateKind"/>: cannot be reached at this moment.</summary>
    public const string StateClosed = "closed";

    /// <summary><see cref="StateKind"/>: the hours are not known.</summary>
    public const string StateUnknown = "unknown";

    /// <summary><see cref="StateKind"/>: the record has no hours.</summary>
    public const string StateNone = "none";
}

/// <summary>One labelled line of a card.</summary>
/// <param name="Label">What the line tells, in words.</param>
/// <param name="Text">The fact, in words.</param>
public sealed record MessageFact(string Label, string Text);
