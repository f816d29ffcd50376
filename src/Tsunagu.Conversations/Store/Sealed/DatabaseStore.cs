using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>Keeps conversations in a database, encrypted. One store, two databases: what differs stands in <see cref="IRowStore"/>.</summary>
public sealed class DatabaseStore : IConversationStore, IAsyncDisposable
{
    // Old turns are forgotten now and then, not at every write.
    private const int ForgetEvery = 50;

    private readonly IRowStore _rows;
    private readonly DataKeys _keys;
    private readonly ConversationOptions _options;

    internal DatabaseStore(IRowStore rows, IStateProtector protector, TimeProvider clock, ConversationOptions options)
    {
        _rows = rows;
        _keys = new DataKeys(rows, protector, clock);
        _options = options;
    }

    /// <summary>Reads the keys, or makes them in a new database.</summary>
    /// <exception cref="StoreStartException">The keys were wrapped with keys that are not here.</exception>
    public async Task StartAsync()
    {
        try
        {
            await _keys.LoadAsync();
        }
        catch (CryptographicException e)
        {
            throw new StoreStartException(
                "Storage: the database was encrypted with other protection keys than those found here. Bring back the keys that belong to it (the folder 'keys' beside the SQLite file), or begin with an empty database.", e);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _rows.DisposeAsync();

    /// <summary>Tries whether it can be written now.</summary>
    /// <param name="ct">Ends the waiting.</param>
    /// <exception cref="ConversationsUnavailableException">It cannot.</exception>
    public Task ProbeAsync(CancellationToken ct = default) => _rows.ProbeAsync(ct);

    /// <inheritdoc/>
    public string NameOf(ConversationKey key) => Convert.ToHexStringLower(Cipher.Name(_keys.NameKey, key));

    /// <inheritdoc/>
    public Task<int> CountAsync(CancellationToken ct = default) => _rows.CountAsync(ct);

    /// <inheritdoc/>
    public Task<bool> TryCreateAsync(ConversationKey key, byte[] state, DateTimeOffset expiresAt, CancellationToken ct = default)
    {
        var (number, dataKey) = _keys.Newest;
        var secret = Cipher.ConversationKey(dataKey, key);
        return _rows.InsertAsync(
            new NewConversation(Cipher.Name(_keys.NameKey, key), number, Millis(expiresAt), Cipher.Seal(secret, Cipher.Place('s', 1), state)), ct);
    }

    /// <inheritdoc/>
    public async Task<StoredConversation?> FindAsync(ConversationKey key, CancellationToken ct = default)
    {
        if (await _rows.FindAsync(Cipher.Name(_keys.NameKey, key), ct) is not { } row)
            return null;
        var secret = Cipher.ConversationKey(await _keys.GetAsync(row.KeyNumber), key);
        var seen = new Dictionary<UInt128, long>(row.Events.Count);
        foreach (var (version, mark) in row.Events)
            seen[BinaryPrimitives.ReadUInt128BigEndian(mark)] = version;
        return new SealedConversation(
            row.Version, Cipher.Open(secret, Cipher.Place('s', row.Version), row.State), row.Sequence, Instant(row.ExpiresAt), row.Number, secret, seen);
    }

    /// <inheritdoc/>
    public async Task<AnsweredEvent?> FindEventAsync(ConversationKey key, StoredConversation known, string eventId, CancellationToken ct = default)
    {
        var conversation = (SealedConversation)known;
        if (!conversation.Seen.TryGetValue(Cipher.Mark(conversation.Secret, eventId), out var version)
            || await _rows.TurnAsync(conversation.Number, version, ct) is not { } turn)
            return null;
        var (activityId, before, activities) = Read(conversation.Secret, turn);
        return new AnsweredEvent(eventId, activityId, activities[before..]);
    }

    /// <inheritdoc/>
    public async Task<StoredConversation?> TryWriteAsync(ConversationKey key, StoredConversation before, TurnWrite turn, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(turn);
        var conversation = (SealedConversation)before;
        var version = conversation.Version + 1;
        var mark = Cipher.Mark(conversation.Secret, turn.Answer.EventId);
        var row = new TurnRow(
            conversation.Number, conversation.Version, conversation.LastSequence + 1, turn.History.Count, Millis(turn.ExpiresAt),
            Cipher.Seal(conversation.Secret, Cipher.Place('s', version), turn.State),
            Cipher.Bytes(mark),
            Cipher.Seal(conversation.Secret, Cipher.Place('t', version),
                TurnPayload.OfTurn(turn.Answer.ActivityId, turn.History.Count - turn.Answer.Replies.Count, turn.History)))
        {
            Delivery = turn.Delivery is { } delivery ? Seal(key, delivery) : null,
            Reminder = turn.Reminder is { } reminder ? Seal(key, reminder) : null,
            WithdrawsReminder = turn.WithdrawsReminder,
            Erase = turn.Erase,
            ForgetUpTo = version % ForgetEvery == 0 ? Math.Max(0, version - _options.MaxEvents) : 0,
        };
        if (!await _rows.WriteAsync(row, ct))
            return null;
        // Whoever holds the conversation is its only writer, so the marks may grow in place.
        conversation.Seen[mark] = version;
        return new SealedConversation(version, turn.State, row.Sequence, turn.ExpiresAt, conversation.Number, conversation.Secret, conversation.Seen);
    }

    /// <inheritdoc/>
    public async Task<HistoryPage?> ReadAsync(ConversationKey key, long after, CancellationToken ct = default)
    {
        if (await FindAsync(key, ct) is not SealedConversation conversation)
            return null;
        List<Activity> activities = [];
        var last = conversation.LastSequence;
        // Turns are kept for their event ids longer than they are shown.
        after = Math.Max(after, last - _options.MaxHistory);
        if (after < last)
        {
            foreach (var turn in await _rows.TurnsAsync(conversation.Number, after, ct))
            {
                var kept = Read(conversation.Secret, turn).Activities;
                activities.AddRange(kept.Skip((int)Math.Clamp(after + 1 - turn.First, 0, kept.Length)));
                last = Math.Max(last, turn.First + turn.Count - 1);
            }
        }

        return new HistoryPage(activities, last);
    }

    /// <inheritdoc/>
    public Task<bool> DeleteAsync(ConversationKey key, CancellationToken ct = default) =>
        _rows.DeleteAsync(Cipher.Name(_keys.NameKey, key), keepReminder: false, ct);

    /// <inheritdoc/>
    public Task DeleteExpiredAsync(ConversationKey key, CancellationToken ct = default) =>
        _rows.DeleteAsync(Cipher.Name(_keys.NameKey, key), keepReminder: true, ct);

    /// <inheritdoc/>
    public async Task<int> DeleteExpiredAsync(DateTimeOffset now, CancellationToken ct = default)
    {
        var gone = await _rows.DeleteExpiredAsync(Millis(now), ct);
        await _keys.RotateAsync();
        return gone;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TakenDelivery>> TakeDueAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default)
    {
        List<TakenDelivery> taken = [];
        foreach (var row in await _rows.TakeDueAsync(channels, Millis(now), Millis(leaseUntil), max, ct))
        {
            // A failure to get the key is one of the store; what a key that is here cannot open will never be read.
            var dataKey = await _keys.FindAsync(row.KeyNumber);
            taken.Add(new TakenDelivery(row.Number, row.Channel, dataKey is null ? null : Read(dataKey, row)));
        }

        return taken;
    }

    /// <inheritdoc/>
    public Task MarkSentAsync(long number, CancellationToken ct = default) => _rows.FinishDeliveryAsync(number, ct);

    /// <inheritdoc/>
    public Task PostponeAsync(long number, DateTimeOffset dueAt, CancellationToken ct = default) =>
        _rows.PostponeAsync(number, Millis(dueAt), ct);

    /// <inheritdoc/>
    public Task SetAsideAsync(long number, CancellationToken ct = default) => _rows.SetAsideAsync(number, ct);

    /// <inheritdoc/>
    public async Task<OutboxStatus> OutboxAsync(CancellationToken ct = default)
    {
        var (waiting, oldest, setAside) = await _rows.OutboxAsync(ct);
        return new OutboxStatus(waiting, oldest is { } at ? Instant(at) : null, setAside);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TakenReminder>> TakeDueRemindersAsync(
        IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max, CancellationToken ct = default)
    {
        List<TakenReminder> taken = [];
        foreach (var row in await _rows.TakeDueRemindersAsync(channels, Millis(now), Millis(leaseUntil), max, ct))
        {
            var dataKey = await _keys.FindAsync(row.KeyNumber);
            taken.Add(new TakenReminder(new Guid(row.Id), row.Channel, row.Attempts, dataKey is null ? null : Read(dataKey, row, now)));
        }

        return taken;
    }

    /// <inheritdoc/>
    public Task PostponeReminderAsync(Guid id, DateTimeOffset dueAt, CancellationToken ct = default) =>
        _rows.PostponeReminderAsync(id.ToByteArray(), Millis(dueAt), ct);

    /// <inheritdoc/>
    public Task ForgetReminderAsync(Guid id, CancellationToken ct = default) => _rows.ForgetReminderAsync(id.ToByteArray(), ct);

    private NewReminder Seal(ConversationKey key, KeptReminder reminder)
    {
        var id = reminder.Id.ToByteArray();
        var (number, dataKey) = _keys.Newest;
        return new NewReminder(Cipher.Name(_keys.NameKey, key), id, key.ChannelId, number, Millis(reminder.DueAt), Millis(reminder.ExpiresAt),
            Cipher.Seal(dataKey, id, TurnPayload.OfReminder(reminder)));
    }

    private static KeptReminder? Read(byte[] dataKey, ReminderRow row, DateTimeOffset dueAt)
    {
        try
        {
            var (key, pushWith, reminder) = TurnPayload.ReadReminder(Cipher.Open(dataKey, row.Id, row.Payload));
            return new KeptReminder(new Guid(row.Id), key, reminder, pushWith, dueAt, Instant(row.ExpiresAt));
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return null;
        }
    }

    private NewDelivery Seal(ConversationKey key, OutgoingDelivery delivery)
    {
        var id = delivery.Id.ToByteArray();
        var (number, dataKey) = _keys.Newest;
        return new NewDelivery(id, Cipher.Name(_keys.NameKey, key), key.ChannelId, number, Millis(delivery.CreatedAt),
            Cipher.Seal(dataKey, id, TurnPayload.OfDelivery(delivery)));
    }

    private static (string ActivityId, int Before, Activity[] Activities) Read(byte[] secret, KeptTurn turn) =>
        TurnPayload.ReadTurn(Cipher.Open(secret, Cipher.Place('t', turn.Version), turn.Payload));

    private static OutgoingDelivery? Read(byte[] dataKey, DeliveryRow row)
    {
        try
        {
            var (key, replyWith, messages) = TurnPayload.ReadDelivery(Cipher.Open(dataKey, row.Id, row.Payload));
            return new OutgoingDelivery(new Guid(row.Id), key, messages, replyWith, row.Attempts, Instant(row.CreatedAt));
        }
        catch (Exception e) when (e is CryptographicException or JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static long Millis(DateTimeOffset at) => at.ToUnixTimeMilliseconds();

    private static DateTimeOffset Instant(long millis) => DateTimeOffset.FromUnixTimeMilliseconds(millis);

    /// <summary>A conversation with what it takes to write it again: its row, its key, the events it has seen.</summary>
    private sealed record SealedConversation(
        long Version, byte[] State, long LastSequence, DateTimeOffset ExpiresAt, long Number, byte[] Secret, Dictionary<UInt128, long> Seen)
        : StoredConversation(Version, State, LastSequence, ExpiresAt)
    {
        /// <summary>The version only: key and state never stand in a log.</summary>
        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"version {Version}");
    }
}
