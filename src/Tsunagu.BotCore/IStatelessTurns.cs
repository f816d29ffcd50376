namespace Tsunagu.BotCore;

/// <summary>What a turn without a kept conversation led to.</summary>
/// <param name="State">The state after it, for the next turn; opaque, and personal: it goes only to the person, encrypted.</param>
/// <param name="Messages">What the bot says, in order; each carries <see cref="MessageData"/>.</param>
/// <param name="Erased">True when the person asked to forget everything: the state is to be thrown away.</param>
public sealed record StatelessTurn(byte[] State, IReadOnlyList<Activity> Messages, bool Erased);

/// <summary>
/// The port for channels that keep nothing on the server, such as pages without script: the same turns as behind <see cref="IConversations"/>,
/// as a function of (state, activity). Running a turn again from the same state is harmless, whatever came in between.
/// </summary>
public interface IStatelessTurns
{
    /// <summary>Begins a talk: the greeting and the first question.</summary>
    /// <param name="locale">Tag of the language wished; null = the handbook's own.</param>
    /// <param name="ct">Ends the turn; nothing has happened then.</param>
    Task<StatelessTurn> BeginAsync(string? locale, CancellationToken ct = default);

    /// <summary>Runs a turn. When it fails, the state stays as it was and the messages are kind words with lines to call; it never throws for that.</summary>
    /// <param name="state">The state as an earlier turn left it.</param>
    /// <param name="activity">What the person did.</param>
    /// <param name="ct">Ends the turn; nothing has happened then.</param>
    Task<StatelessTurn> RunAsync(ReadOnlyMemory<byte> state, Activity activity, CancellationToken ct = default);
}
