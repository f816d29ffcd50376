using System.Globalization;

namespace Tsunagu.BotCore;

/// <summary>
/// Keeps state in memory, as JSON: what is read is never the object that was written, so a bot that runs on it also runs on a disk.
/// Safe for several threads. Everything is lost when the program ends.
/// </summary>
public class MemoryStorage : IStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, (byte[] Json, long Version)> _items = new(StringComparer.Ordinal);
    private readonly StateCodec _codec;
    private long _version;

    /// <summary>Creates an empty storage.</summary>
    /// <param name="codec">Knows the types of values; null = <see cref="StateCodec.Default"/>.</param>
    public MemoryStorage(StateCodec? codec = null) => _codec = codec ?? StateCodec.Default;

    /// <inheritdoc/>
    public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var found = new Dictionary<string, object>(keys.Length, StringComparer.Ordinal);
        foreach (var key in keys)
        {
            (byte[] Json, long Version) item;
            lock (_lock)
            {
                if (!_items.TryGetValue(key, out item))
                    continue;
            }

            if (_codec.Decode(item.Json) is not { } value)
                continue;
            if (value is IStoreItem store)
                store.ETag = item.Version.ToString(CultureInfo.InvariantCulture);
            found[key] = value;
        }

        return Task.FromResult<IDictionary<string, object>>(found);
    }

    /// <inheritdoc/>
    public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        // All or nothing: first everything is encoded and checked, then written.
        var encoded = new List<(string Key, byte[] Json)>(changes.Count);
        foreach (var (key, value) in changes)
            encoded.Add((key, _codec.Encode(value)));
        lock (_lock)
        {
            foreach (var (key, value) in changes)
            {
                if (value is IStoreItem { ETag: { } tag } && tag != "*" && _items.TryGetValue(key, out var item)
                    && tag != item.Version.ToString(CultureInfo.InvariantCulture))
                {
                    throw new StorageConflictException();
                }
            }

            foreach (var (key, json) in encoded)
                _items[key] = (json, ++_version);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(keys);
        lock (_lock)
        {
            foreach (var key in keys)
                _items.Remove(key);
        }

        return Task.CompletedTask;
    }
}
