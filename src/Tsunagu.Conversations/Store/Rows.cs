namespace Tsunagu.Conversations;

/// <summary>
/// A database as <see cref="DatabaseStore"/> sees it: rows of sealed bytes. Each write is one transaction, which many conversations may share,
/// and stands on the disk when its task ends. Instants are Unix milliseconds.
/// </summary>
internal interface IRowStore : IProtectionKeyStore, ICountStore, IAsyncDisposable
{
    /// <summary>Opens the database and brings its schema up to date; safe when several start at once.</summary>
    /// <exception cref="StoreStartException">It cannot be used.</exception>
    Task OpenAsync();

    Task<int> CountAsync(CancellationToken ct);

    /// <summary>Writes something that changes nothing: can it be written now?</summary>
    Task ProbeAsync(CancellationToken ct);

    Task<ConversationRow?> FindAsync(byte[] name, CancellationToken ct);

    Task<bool> InsertAsync(NewConversation row, CancellationToken ct);

    Task<bool> WriteAsync(TurnRow turn, CancellationToken ct);

    /// <summary>Turns whose activities go beyond a place in the history, oldest first.</summary>
    Task<IReadOnlyList<KeptTurn>> TurnsAsync(long number, long after, CancellationToken ct);

    Task<KeptTurn?> TurnAsync(long number, long version, CancellationToken ct);

    /// <summary>Forgets a conversation; the person's reminder stays only where that is asked for.</summary>
    Task<bool> DeleteAsync(byte[] name, bool keepReminder, CancellationToken ct);

    Task<int> DeleteExpiredAsync(long now, CancellationToken ct);

    Task<IReadOnlyList<DeliveryRow>> TakeDueAsync(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max, CancellationToken ct);

    Task FinishDeliveryAsync(long number, CancellationToken ct);

    Task PostponeAsync(long number, long dueAt, CancellationToken ct);

    Task SetAsideAsync(long number, CancellationToken ct);

    Task<(int Waiting, long? Oldest, int SetAside)> OutboxAsync(CancellationToken ct);

    Task<IReadOnlyList<ReminderRow>> TakeDueRemindersAsync(IReadOnlyCollection<string> channels, long now, long leaseUntil, int max, CancellationToken ct);

    Task PostponeReminderAsync(byte[] id, long dueAt, CancellationToken ct);

    Task ForgetReminderAsync(byte[] id, CancellationToken ct);

    Task<IReadOnlyList<DataKeyRow>> DataKeysAsync(CancellationToken ct);

    /// <summary>Adds a data key; false when one of that number is there already.</summary>
    Task<bool> AddDataKeyAsync(DataKeyRow key, CancellationToken ct);

    /// <summary>Forgets data keys that are older than an instant and that no row needs; the newest and number 1 stay.</summary>
    Task DropDataKeysAsync(long madeBefore, CancellationToken ct);
}

/// <summary>A turn's place: which conversation row, which version. Turns of one conversation lie side by side on the disk.</summary>
internal static class TurnId
{
    /// <summary>Bits of the version: sixteen million turns in a conversation that lives a day.</summary>
    public const int VersionBits = 24;

    public static long Of(long number, long version) => (number << VersionBits) | version;

    public static long VersionOf(long id) => id & ((1L << VersionBits) - 1);

    public static long First(long number) => number << VersionBits;

    public static long Last(long number) => ((number + 1) << VersionBits) - 1;
}

/// <summary>A new conversation.</summary>
internal sealed record NewConversation(byte[] Name, int KeyNumber, long ExpiresAt, byte[] State);

/// <summary>A conversation as it stands, with the marks of the events it has seen.</summary>
internal sealed record ConversationRow(
    long Number, long Version, int KeyNumber, long Sequence, long ExpiresAt, byte[] State, IReadOnlyList<(long Version, byte[] Event)> Events);

/// <summary>A turn to be written on top of a version.</summary>
internal sealed record TurnRow(
    long Number, long ExpectedVersion, long First, int Count, long ExpiresAt, byte[] State, byte[] Event, byte[] Payload)
{
    public NewDelivery? Delivery { get; init; }

    public NewReminder? Reminder { get; init; }

    public bool WithdrawsReminder { get; init; }

    /// <summary>The conversation goes, only the delivery stays.</summary>
    public bool Erase { get; init; }

    /// <summary>Turns up to this version are forgotten along the way; 0 = none.</summary>
    public long ForgetUpTo { get; init; }

    public long Sequence => First - 1 + Count;
}

/// <summary>A turn as it was kept.</summary>
internal sealed record KeptTurn(long Version, long First, int Count, byte[] Payload);

/// <summary>A delivery to be written with its turn.</summary>
internal sealed record NewDelivery(byte[] Id, byte[] Name, string Channel, int KeyNumber, long CreatedAt, byte[] Payload);

/// <summary>A delivery that was taken; the attempts are counted with this one.</summary>
internal sealed record DeliveryRow(long Number, byte[] Id, string Channel, int KeyNumber, int Attempts, long CreatedAt, byte[] Payload);

/// <summary>A reminder to be written with its turn, in the place of the one that is there.</summary>
internal sealed record NewReminder(byte[] Name, byte[] Id, string Channel, int KeyNumber, long DueAt, long ExpiresAt, byte[] Payload);

/// <summary>A reminder that was taken; the attempts are counted with this one.</summary>
internal sealed record ReminderRow(byte[] Id, string Channel, int KeyNumber, int Attempts, long ExpiresAt, byte[] Payload);

/// <summary>A wrapped data key.</summary>
internal sealed record DataKeyRow(int Number, long CreatedAt, byte[] Wrapped);
