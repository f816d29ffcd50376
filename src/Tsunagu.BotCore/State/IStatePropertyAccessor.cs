namespace Tsunagu.BotCore;

/// <summary>Says the name of a property of the state.</summary>
public interface IStatePropertyInfo
{
    /// <summary>The property's name.</summary>
    string Name { get; }
}

/// <summary>Reads and writes one property of the state of a turn's conversation or person.</summary>
/// <typeparam name="T">The property's type; see <see cref="StateCodec"/> for what can be kept.</typeparam>
public interface IStatePropertyAccessor<T> : IStatePropertyInfo
{
    /// <summary>Reads the property.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="defaultValueFactory">Makes the value if there is none; it is then kept.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The value; without one and without a factory the default of the type, which is null for a class.</returns>
    /// <exception cref="OutdatedStateException">The kept value is of another type.</exception>
    Task<T> GetAsync(ITurnContext turnContext, Func<T>? defaultValueFactory = null, CancellationToken cancellationToken = default);

    /// <summary>Writes the property; it is kept when the state is saved.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="value">The value.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task SetAsync(ITurnContext turnContext, T value, CancellationToken cancellationToken = default);

    /// <summary>Removes the property.</summary>
    /// <param name="turnContext">The turn.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task DeleteAsync(ITurnContext turnContext, CancellationToken cancellationToken = default);
}

/// <summary>Makes accessors of properties.</summary>
public interface IPropertyManager
{
    /// <summary>Makes an accessor.</summary>
    /// <typeparam name="T">The property's type.</typeparam>
    /// <param name="name">The property's name.</param>
    IStatePropertyAccessor<T> CreateProperty<T>(string name);
}
