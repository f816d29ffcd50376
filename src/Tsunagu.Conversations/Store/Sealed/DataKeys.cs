using System.Security.Cryptography;

namespace Tsunagu.Conversations;

/// <summary>
/// The keys that conversations are encrypted with, wrapped by the <see cref="IStateProtector"/> in the database. Number 1 names rows and never changes;
/// a new one is made each day, and old ones are destroyed when no row needs them: what was encrypted with them is then gone for good.
/// </summary>
internal sealed class DataKeys(IRowStore rows, IStateProtector protector, TimeProvider clock)
{
    private static readonly TimeSpan RotateAfter = TimeSpan.FromHours(24);

    private volatile Dictionary<int, byte[]> _keys = [];

    public byte[] NameKey { get; private set; } = [];

    public int Current { get; private set; }

    /// <summary>Reads the keys; makes the first ones in a new database.</summary>
    public async Task LoadAsync()
    {
        await ReadAsync();
        if (_keys.Count == 0)
        {
            // Several may start at once on an empty database: one wins, all read what is there.
            await AddAsync(1);
            await AddAsync(2);
            await ReadAsync();
        }
    }

    public async ValueTask<byte[]> GetAsync(int number)
    {
        if (_keys.TryGetValue(number, out var key))
            return key;
        // Another machine made it.
        await ReadAsync();
        return _keys.TryGetValue(number, out key) ? key : throw new CryptographicException($"Data key {number} is not there.");
    }

    public byte[] Newest() => _keys[Current];

    /// <summary>Makes a new key when the newest is a day old, and destroys those that nothing needs.</summary>
    public async Task RotateAsync()
    {
        var newest = (await rows.DataKeysAsync(CancellationToken.None)).MaxBy(k => k.Number);
        var now = clock.GetUtcNow();
        if (newest is not null && DateTimeOffset.FromUnixTimeMilliseconds(newest.CreatedAt) + RotateAfter <= now)
        {
            await AddAsync(newest.Number + 1);
            await ReadAsync();
        }

        // A machine that has not read the newest key yet may still write with the one before.
        await rows.DropDataKeysAsync((now - 2 * RotateAfter).ToUnixTimeMilliseconds(), CancellationToken.None);
    }

    private Task<bool> AddAsync(int number) =>
        rows.AddDataKeyAsync(
            new DataKeyRow(number, clock.GetUtcNow().ToUnixTimeMilliseconds(), protector.Protect(RandomNumberGenerator.GetBytes(Cipher.KeyBytes))), CancellationToken.None);

    private async Task ReadAsync()
    {
        var known = _keys;
        Dictionary<int, byte[]> keys = [];
        foreach (var row in await rows.DataKeysAsync(CancellationToken.None))
            keys[row.Number] = known.TryGetValue(row.Number, out var same) ? same : protector.Unprotect(row.Wrapped);
        _keys = keys;
        if (keys.Count == 0)
            return;
        NameKey = keys[1];
        Current = keys.Keys.Max();
    }
}
