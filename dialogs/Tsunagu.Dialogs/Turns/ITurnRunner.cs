using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>
/// Runs one turn: a function of the state, the activity, the directory's snapshot, the clock and the source of talk ids.
/// It changes nothing else, so a turn that was lost may simply be run again.
/// </summary>
public interface ITurnRunner
{
    /// <summary>The state of a conversation that was opened and in which nothing was said.</summary>
    /// <param name="locale">Tag of the language wished; null or one that is not ours = the first activity decides.</param>
    byte[] Begin(string? locale);

    /// <summary>Runs a turn.</summary>
    /// <param name="state">The state as the last turn left it, or as <see cref="Begin"/> made it.</param>
    /// <param name="activity">What came; it is not changed.</param>
    /// <param name="ct">Ends the turn; nothing has happened then.</param>
    Task<TurnOutcome> RunAsync(ReadOnlyMemory<byte> state, Activity activity, CancellationToken ct = default);

    /// <summary>
    /// What to say when a turn failed: a kind word and lines that can be called at this moment, from memory.
    /// The state stays as it was. Never throws.
    /// </summary>
    /// <param name="state">The state before the turn; may be unreadable.</param>
    /// <param name="activity">What came.</param>
    IReadOnlyList<Activity> Emergency(ReadOnlyMemory<byte> state, Activity activity);

    /// <summary>As <see cref="Emergency"/>, when the turn could not be kept: says also that nothing can be remembered now. Never throws.</summary>
    /// <param name="state">The state before the turn; may be empty or unreadable.</param>
    /// <param name="activity">What came.</param>
    IReadOnlyList<Activity> Unkept(ReadOnlyMemory<byte> state, Activity activity) => Emergency(state, activity);

    /// <summary>True when the activity must not wait behind others: signs of danger, or somebody who asks for help now. Never throws.</summary>
    /// <param name="activity">What came.</param>
    bool IsUrgent(Activity activity) => false;

    /// <summary>What to say when a reminder is due: a function of the window, the language, the directory's snapshot and the clock.</summary>
    /// <param name="reminder">What the person wished to be told.</param>
    DueReminder Due(Reminder reminder) => DueReminder.Nothing;
}

/// <summary>What a turn led to.</summary>
/// <param name="State">The state after it.</param>
/// <param name="Outgoing">What the bot says, in order; each carries <see cref="MessageData"/>, none has an id or a time yet.</param>
/// <param name="Echo">How the person's own activity is to be kept; null when it is not a message.</param>
/// <param name="Erase">True when all of the conversation is to be forgotten after the words are delivered.</param>
public sealed record TurnOutcome(byte[] State, IReadOnlyList<Activity> Outgoing, PersonEcho? Echo, bool Erase)
{
    /// <summary>What becomes of the person's reminder; null = it stays as it is.</summary>
    public ReminderChange? Reminder { get; init; }

    /// <summary>What the turn adds one to, for those who count once it is kept.</summary>
    public IReadOnlyList<Tally> Tallies { get; init; } = [];
}

/// <summary>What is kept of a person's message: ids, and the content's own words for them.</summary>
/// <param name="OptionIds">The chosen options or the command; empty when words were typed that chose nothing.</param>
/// <param name="Text">The chosen options' words from the content, or the sentence that typed words are not kept.</param>
public sealed record PersonEcho(IReadOnlyList<string> OptionIds, string Text);
