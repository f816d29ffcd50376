using System.Buffers;
using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tsunagu.BotCore;

/// <summary>
/// Turns state into UTF-8 JSON and back, without reflection.
/// <list type="bullet">
/// <item>Plain JSON: null, string, bool, whole numbers (read back as <see cref="long"/>), broken numbers (<see cref="double"/>),
/// lists (<c>List&lt;object?&gt;</c>) and dictionaries with text keys (<c>Dictionary&lt;string, object?&gt;</c>).</item>
/// <item>Known types as <c>{"$type": tag, "value": …}</c>, read back as what they were: <see cref="DialogState"/>, <see cref="Activity"/>,
/// <see cref="PromptOptions"/>, <see cref="FoundChoice"/>, lists of text and of found choices, <see cref="JsonElement"/>,
/// <see cref="DateTimeOffset"/>, and what <see cref="With{T}"/> adds.</item>
/// <item>Everything else is refused when it is written, with the name of the type.</item>
/// </list>
/// The order of the fields must be kept (a text or blob column, not PostgreSQL's jsonb): the tag comes first.
/// </summary>
public sealed class StateCodec
{
    /// <summary>How deep state may be nested: each component dialog on the stack takes about eight levels.</summary>
    public const int MaxDepth = 256;

    private readonly FrozenDictionary<string, StateType> _byTag;
    private readonly FrozenDictionary<Type, StateType> _byType;
    private readonly JsonSerializerOptions _options;
    private readonly StateValueConverter _converter;
    private readonly JsonWriterOptions _writerOptions;

    private StateCodec(IReadOnlyCollection<StateType> types)
    {
        _byTag = types.ToFrozenDictionary(t => t.Tag, StringComparer.Ordinal);
        _byType = types.SelectMany(static t => t.Types, static (t, type) => (t, type)).ToFrozenDictionary(p => p.type, p => p.t);
        _converter = new StateValueConverter(this);
        _options = new JsonSerializerOptions(ActivityJson.Options) { MaxDepth = MaxDepth };
        _options.Converters.Add(_converter);
        _options.MakeReadOnly();
        _writerOptions = new JsonWriterOptions { Encoder = _options.Encoder, MaxDepth = MaxDepth };
    }

    /// <summary>The codec that knows the core's own types.</summary>
    public static StateCodec Default { get; } = new(StateType.BuiltIn);

    /// <summary>A codec that knows one more type.</summary>
    /// <typeparam name="T">The type; not an interface, not a base type.</typeparam>
    /// <param name="tag">Its name in the JSON; never to be changed once state is kept.</param>
    /// <param name="typeInfo">Its source-generated metadata, from a context of the caller.</param>
    /// <exception cref="ArgumentException">The tag or the type is known already.</exception>
    public StateCodec With<T>(string tag, JsonTypeInfo<T> typeInfo)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        ArgumentNullException.ThrowIfNull(typeInfo);
        if (_byTag.ContainsKey(tag) || _byType.ContainsKey(typeof(T)))
            throw new ArgumentException($"The tag '{tag}' or the type '{typeof(T).Name}' is known to the codec already.", nameof(tag));
        return new StateCodec([.. _byTag.Values, new StateType<T>(tag, typeInfo)]);
    }

    /// <summary>Turns a value into UTF-8 JSON.</summary>
    /// <param name="value">The value; see the type's remarks for what can be kept.</param>
    /// <exception cref="NotSupportedException">The value, or one inside it, is of a type that cannot be kept; the message names it.</exception>
    public byte[] Encode(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(buffer, _writerOptions))
            _converter.Write(writer, value, _options);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Turns UTF-8 JSON that <see cref="Encode"/> made back into the value.</summary>
    /// <param name="utf8Json">The JSON.</param>
    /// <exception cref="OutdatedStateException">It is no JSON, too deep, or holds a kind of value that this version does not know.</exception>
    public object? Decode(ReadOnlySpan<byte> utf8Json)
    {
        (long Line, long Byte) place;
        try
        {
            var reader = new Utf8JsonReader(utf8Json, new JsonReaderOptions { MaxDepth = MaxDepth });
            reader.Read();
            var value = _converter.Read(ref reader, typeof(object), _options);
            return reader.Read() ? throw new JsonException() : value;
        }
        catch (JsonException e)
        {
            place = ((e.LineNumber ?? 0) + 1, (e.BytePositionInLine ?? 0) + 1);
        }

        // The reader's own exception could hold a piece of the state, so only its place is told.
        throw new OutdatedStateException($"The kept state is not what this version writes (line {place.Line}, byte {place.Byte}); delete it and begin again.");
    }

    internal bool TryFind(Type type, [NotNullWhen(true)] out StateType? found) => _byType.TryGetValue(type, out found);

    internal bool TryFind(string tag, [NotNullWhen(true)] out StateType? found) => _byTag.TryGetValue(tag, out found);

    /// <summary>A kept value as the type that is asked for; whole numbers fit any number type that can hold them.</summary>
    internal static bool TryConvert<T>(object value, [MaybeNullWhen(false)] out T result)
    {
        object? converted = value switch
        {
            T => value,
            long number when typeof(T) == typeof(int) || typeof(T) == typeof(int?) => number is >= int.MinValue and <= int.MaxValue ? (int)number : null,
            int number when typeof(T) == typeof(long) || typeof(T) == typeof(long?) => (long)number,
            long number when typeof(T) == typeof(double) || typeof(T) == typeof(double?) => (double)number,
            _ => null,
        };
        if (converted is T typed)
        {
            result = typed;
            return true;
        }

        result = default;
        return false;
    }
}
