namespace Tsunagu.BotCore;

/// <summary>
/// State that is read at most once in a turn, changed in memory, and written at the end if it changed.
/// Whether it changed is seen by comparing its JSON, so a change deep inside a value is seen too.
/// </summary>
public abstract class BotState : IPropertyManager
{
    private readonly IStorage _storage;
    private readonly string _contextServiceKey;
    private readonly StateCodec _codec;

    /// <summary>Creates state over a storage.</summary>
    /// <param name="storage">Where it is kept.</param>
    /// <param name="contextServiceKey">The name in <see cref="ITurnContext.TurnState"/> under which a turn holds it.</param>
    /// <param name="codec">Knows the types of values; null = <see cref="StateCodec.Default"/>. The same one as the storage's.</param>
    protected BotState(IStorage storage, string contextServiceKey, StateCodec? codec = null)
    {
        _storage = storage ?? throw new ArgumentNullException(nameof(storage));
        _contextServiceKey = contextServiceKey ?? throw new ArgumentNullException(nameof(contextServiceKey));
        _codec = codec ?? StateCodec.Default;
    }

    /// <inheritdoc/>
    public IStatePropertyAccessor<T> CreateProperty<T>(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new Accessor<T>(this, name);
    }

    /// <summary>Reads the state into the turn, unless it is there already.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="force">True = read again and forget changes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="OutdatedStateException">The kept state cannot be read by this version.</exception>
    public virtual async Task LoadAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (!force && Find(turnContext) is not null)
            return;
        var key = GetStorageKey(turnContext);
        var items = await _storage.ReadAsync([key], cancellationToken).ConfigureAwait(false);
        var values = items.TryGetValue(key, out var kept)
            ? kept as IDictionary<string, object?> ?? throw new OutdatedStateException($"The state '{_contextServiceKey}' is a '{kept.GetType().Name}', not properties by name; delete it and begin again.")
            : new Dictionary<string, object?>(StringComparer.Ordinal);
        turnContext.TurnState.Set(_contextServiceKey, new Cached(values, _codec.Encode(values)));
    }

    /// <summary>Writes the state if it changed in this turn.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="force">True = write in any case.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="NotSupportedException">A value is of a type that cannot be kept; see <see cref="StateCodec"/>.</exception>
    public virtual async Task SaveChangesAsync(ITurnContext turnContext, bool force = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (Find(turnContext) is not { } cached)
            return;
        var bytes = _codec.Encode(cached.Values);
        if (!force && cached.Saved is not null && bytes.AsSpan().SequenceEqual(cached.Saved))
            return;
        await _storage.WriteAsync(new Dictionary<string, object>(StringComparer.Ordinal) { [GetStorageKey(turnContext)] = cached.Values }, cancellationToken).ConfigureAwait(false);
        cached.Saved = bytes;
    }

    /// <summary>Empties the state in the turn; it is kept as empty when it is saved.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual Task ClearStateAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Set(_contextServiceKey, new Cached(new Dictionary<string, object?>(StringComparer.Ordinal), saved: null));
        return Task.CompletedTask;
    }

    /// <summary>Removes the state from the turn and from the storage.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public virtual Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        turnContext.TurnState.Remove(_contextServiceKey);
        return _storage.DeleteAsync([GetStorageKey(turnContext)], cancellationToken);
    }

    /// <summary>The key of the state of this turn's conversation or person.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <exception cref="InvalidOperationException">The activity does not say which.</exception>
    protected abstract string GetStorageKey(ITurnContext turnContext);

    private Cached? Find(ITurnContext turnContext) => turnContext.TurnState.Get<Cached>(_contextServiceKey);

    private async ValueTask<Cached> LoadedAsync(ITurnContext turnContext, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        if (Find(turnContext) is { } cached)
            return cached;
        await LoadAsync(turnContext, force: false, cancellationToken).ConfigureAwait(false);
        return Find(turnContext)!;
    }

    private sealed class Cached(IDictionary<string, object?> values, byte[]? saved)
    {
        internal IDictionary<string, object?> Values { get; } = values;

        internal byte[]? Saved { get; set; } = saved;
    }

    private sealed class Accessor<T>(BotState state, string name) : IStatePropertyAccessor<T>
    {
        public string Name => name;

        public async Task<T> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory = null, CancellationToken cancellationToken = default)
        {
            var cached = await state.LoadedAsync(turnContext, cancellationToken).ConfigureAwait(false);
            if (cached.Values.TryGetValue(name, out var value) && value is not null)
            {
                return StateCodec.TryConvert<T>(value, out var typed)
                    ? typed
                    : throw new OutdatedStateException($"The property '{name}' is kept as '{value.GetType().Name}' but read as '{typeof(T).Name}'; delete the state and begin again.");
            }

            if (defaultValueFactory is null)
                return default!;
            var made = defaultValueFactory();
            cached.Values[name] = made;
            return made;
        }

        public async Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default)
        {
            var cached = await state.LoadedAsync(turnContext, cancellationToken).ConfigureAwait(false);
            cached.Values[name] = value;
        }

        public async Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default)
        {
            var cached = await state.LoadedAsync(turnContext, cancellationToken).ConfigureAwait(false);
            cached.Values.Remove(name);
        }
    }
}

/// <summary>State of a conversation, under <c>{ChannelId}/conversations/{Conversation.Id}</c>.</summary>
public class ConversationState : BotState
{
    /// <summary>Creates the state.</summary>
    /// <param name="storage">Where it is kept.</param>
    /// <param name="codec">Knows the types of values; null = <see cref="StateCodec.Default"/>.</param>
    public ConversationState(IStorage storage, StateCodec? codec = null)
        : base(storage, nameof(ConversationState), codec)
    {
    }

    /// <inheritdoc/>
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var channel = turnContext.Activity.ChannelId ?? throw new InvalidOperationException("The activity has no channelId; the adapter must set it before the turn.");
        var conversation = turnContext.Activity.Conversation?.Id ?? throw new InvalidOperationException("The activity has no conversation.id; the adapter must set it before the turn.");
        return $"{channel}/conversations/{conversation}";
    }
}

/// <summary>State of a person on a channel, under <c>{ChannelId}/users/{From.Id}</c>.</summary>
public class UserState : BotState
{
    /// <summary>Creates the state.</summary>
    /// <param name="storage">Where it is kept.</param>
    /// <param name="codec">Knows the types of values; null = <see cref="StateCodec.Default"/>.</param>
    public UserState(IStorage storage, StateCodec? codec = null)
        : base(storage, nameof(UserState), codec)
    {
    }

    /// <inheritdoc/>
    protected override string GetStorageKey(ITurnContext turnContext)
    {
        ArgumentNullException.ThrowIfNull(turnContext);
        var channel = turnContext.Activity.ChannelId ?? throw new InvalidOperationException("The activity has no channelId; the adapter must set it before the turn.");
        var person = turnContext.Activity.From?.Id ?? throw new InvalidOperationException("The activity has no from.id; the adapter must set it before the turn.");
        return $"{channel}/users/{person}";
    }
}

/// <summary>Reads states before the turn and writes them after it; an exception in the turn writes nothing.</summary>
public class AutoSaveStateMiddleware : IMiddleware
{
    private readonly BotState[] _states;

    /// <summary>Creates the middleware.</summary>
    /// <param name="botStates">The states.</param>
    public AutoSaveStateMiddleware(params BotState[] botStates) => _states = botStates ?? throw new ArgumentNullException(nameof(botStates));

    /// <inheritdoc/>
    public async Task OnTurnAsync(ITurnContext turnContext, NextDelegate next, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(next);
        foreach (var state in _states)
            await state.LoadAsync(turnContext, force: false, cancellationToken).ConfigureAwait(false);
        await next(cancellationToken).ConfigureAwait(false);
        foreach (var state in _states)
            await state.SaveChangesAsync(turnContext, force: false, cancellationToken).ConfigureAwait(false);
    }
}
