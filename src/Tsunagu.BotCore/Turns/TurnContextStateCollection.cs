namespace Tsunagu.BotCore;

/// <summary>Things that live as long as one turn, by name or by type. Not saved, not shared between turns.</summary>
public class TurnContextStateCollection : Dictionary<string, object>, IDisposable
{
    /// <summary>Creates an empty collection.</summary>
    public TurnContextStateCollection()
        : base(StringComparer.Ordinal)
    {
    }

    /// <summary>The thing under the name of its type.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <returns>The thing, or the default of the type if there is none.</returns>
    public T? Get<T>() => Get<T>(KeyOf<T>.Name);

    /// <summary>The thing under a name.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="key">Its name.</param>
    /// <returns>The thing, or the default of the type if there is none of that name and type.</returns>
    public T? Get<T>(string key) => TryGetValue(key, out var value) && value is T typed ? typed : default;

    /// <summary>Adds a thing under the name of its type.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The thing.</param>
    /// <exception cref="ArgumentException">There is one already.</exception>
    public void Add<T>(T value) => Add<T>(KeyOf<T>.Name, value);

    /// <summary>Adds a thing under a name.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="key">Its name.</param>
    /// <param name="value">The thing.</param>
    /// <exception cref="ArgumentException">There is one already.</exception>
    public void Add<T>(string key, T value)
    {
        ArgumentNullException.ThrowIfNull(value);
        base.Add(key, value);
    }

    /// <summary>Puts a thing under the name of its type, in place of an earlier one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The thing; null removes it.</param>
    public void Set<T>(T value) => Set(KeyOf<T>.Name, value);

    /// <summary>Puts a thing under a name, in place of an earlier one.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="key">Its name.</param>
    /// <param name="value">The thing; null removes it.</param>
    public void Set<T>(string key, T value)
    {
        if (value is null)
            Remove(key);
        else
            this[key] = value;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Disposes of the things in it that can be disposed of, and empties it.</summary>
    /// <param name="disposing">True if called from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        foreach (var value in Values)
        {
            // The adapter and the turn itself may be in here; both outlive the collection or own it.
            if (value is IDisposable disposable and not ITurnContext and not BotAdapter)
                disposable.Dispose();
        }

        Clear();
    }

    private static class KeyOf<T>
    {
        // One string per type for the life of the program, so that a turn neither reflects nor allocates here.
        internal static readonly string Name = typeof(T).FullName ?? typeof(T).Name;
    }
}
