using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Tsunagu.Conversations;

/// <summary>
/// The keys that conversations are encrypted with, wrapped by the <see cref="IStateProtector"/> in the database. Number 1 names rows and never changes;
/// a new one is made each day, and old ones are destroyed when no row needs them: what was encrypted with them is then gone for good.
/// </summary>
internal sealed class DataKeys(IRowStore rows, IStateProtector protector, TimeProvider clock)
{
    private static readonly TimeSpan RotateAfter = TimeSpan.FromHours(24);

    // One snapshot, exchanged as a whole: a key is never taken with the number of another.
    private volatile KeySet _keys = new([]);

    public byte[] NameKey => _keys.NameKey;

    /// <summary>The key that is written with now.</summary>
    public DataKey Newest => _keys.Newest;

    /// <summary>Reads the keys; makes the first ones in a new database.</summary>
    public async Task LoadAsync()
    {
        await ReadAsync();
        if (_keys.IsEmpty)
        {
            // Several may start at once on an empty database: one wins, all read what is there.
            await AddAsync(1);
            await AddAsync(2);
            await ReadAsync();
        }
    }

    /// <summary>A key by its number; null when it was destroyed, or never was.</summary>
    /// <exception cref="CryptographicException">The protector's own keys are not here.</exception>
    public async ValueTask<byte[]?> FindAsync(int number)
    {
        if (_keys.TryGet(number, out var key))
            return key;
        // Another machine made it.
        return (await ReadAsync()).TryGet(number, out key) ? key : null;
    }

    public async ValueTask<byte[]> GetAsync(int number) => await FindAsync(number) ?? throw new CryptographicException($"Data key {number} is not there.");

    /// <summary>Makes a new key when the newest is a day old, learns those that other machines made, and destroys those that nothing needs.</summary>
    public async Task RotateAsync()
    {
        var keys = await ReadAsync();
        var now = clock.GetUtcNow();
        if (keys.NewestMadeAt + RotateAfter <= now)
        {
            await AddAsync(keys.Newest.Number + 1);
            await ReadAsync();
        }

        // A machine that has not read the newest key yet may still write with the one before.
        await rows.DropDataKeysAsync((now - 2 * RotateAfter).ToUnixTimeMilliseconds(), CancellationToken.None);
    }

    private Task<bool> AddAsync(int number) =>
        rows.AddDataKeyAsync(
            new DataKeyRow(number, clock.GetUtcNow().ToUnixTimeMilliseconds(), protector.Protect(RandomNumberGenerator.GetBytes(Cipher.KeyBytes))), CancellationToken.None);

    private async Task<KeySet> ReadAsync()
    {
        var known = _keys;
        var rowsRead = await rows.DataKeysAsync(CancellationToken.None);
        var keys = new KeySet(rowsRead.ToDictionary(r => r.Number, r => known.TryGet(r.Number, out var same) ? same : protector.Unprotect(r.Wrapped)))
        {
            NewestMadeAt = rowsRead.MaxBy(r => r.Number) is { } newest ? DateTimeOffset.FromUnixTimeMilliseconds(newest.CreatedAt) : default,
        };
        return _keys = keys;
    }

    private sealed class KeySet(Dictionary<int, byte[]> keys)
    {
        public bool IsEmpty => keys.Count == 0;

        public byte[] NameKey { get; } = keys.GetValueOrDefault(1) ?? [];

        public DataKey Newest { get; } = keys.Count == 0 ? default : new DataKey(keys.Keys.Max(), keys[keys.Keys.Max()]);

        public DateTimeOffset NewestMadeAt { get; init; }

        public bool TryGet(int number, [NotNullWhen(true)] out byte[]? key) => keys.TryGetValue(number, out key);
    }
}

/// <summary>A data key with its number.</summary>
internal readonly record struct DataKey(int Number, byte[] Key);
