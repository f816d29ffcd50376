using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// A piece of HTML that is safe to send. It is made from an interpolated string only: what the programmer wrote stands as it is,
/// every value in it is escaped unless it is itself <see cref="Html"/>. Attributes are always written in double quotes.
/// <code>Html.Of($"""&lt;a href="{link}"&gt;{words["home"]}&lt;/a&gt;""")</code>
/// </summary>
public readonly struct Html
{
    // Japanese stays readable in the source of the page; the signs that mean something in HTML are escaped.
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string? _text;

    private Html(string text) => _text = text;

    /// <summary>Nothing.</summary>
    public static Html Empty => default;

    /// <summary>HTML with its values escaped.</summary>
    /// <param name="html">The interpolated string.</param>
    public static Html Of(ref HtmlBuilder html) => new(html.Build());

    /// <summary>A text, escaped.</summary>
    /// <param name="text">The text; null is nothing.</param>
    public static Html Text(string? text) => new(Encoder.Encode(text ?? ""));

    /// <summary>Pieces one after the other.</summary>
    /// <param name="pieces">The pieces.</param>
    public static Html Join(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p._text)));

    /// <summary>The piece, or nothing.</summary>
    /// <param name="condition">True = the piece.</param>
    /// <param name="piece">Makes the piece; not called otherwise.</param>
    public static Html When(bool condition, Func<Html> piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        return condition ? piece() : default;
    }

    /// <summary>
    /// Data for a script as <c>&lt;script type="application/json"&gt;</c>, which a browser does not run: the Content-Security-Policy allows no inline script.
    /// </summary>
    /// <param name="id">Id of the element.</param>
    /// <param name="write">Writes one JSON value; its default encoder leaves no <c>&lt;</c> in it.</param>
    public static Html Data(string id, Action<Utf8JsonWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes))
            write(json);
        return Of($"""<script type="application/json" id="{id}">{new Html(Encoding.UTF8.GetString(bytes.ToArray()))}</script>""");
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";

    /// <summary>What the compiler makes of an interpolated string.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct HtmlBuilder
    {
        private readonly StringBuilder _text;

        /// <summary>Begins a piece.</summary>
        /// <param name="literalLength">Characters of the fixed parts.</param>
        /// <param name="formattedCount">Number of values.</param>
        public HtmlBuilder(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + formattedCount * 16);

        /// <summary>A fixed part: as the programmer wrote it.</summary>
        /// <param name="literal">The part.</param>
        public void AppendLiteral(string literal) => _text.Append(literal);

        /// <summary>A value that is HTML already.</summary>
        /// <param name="value">The value.</param>
        public void AppendFormatted(Html value) => _text.Append(value._text);

        /// <summary>A text: escaped.</summary>
        /// <param name="value">The value.</param>
        public void AppendFormatted(string? value) => _text.Append(Encoder.Encode(value ?? ""));

        /// <summary>A whole number.</summary>
        /// <param name="value">The value.</param>
        public void AppendFormatted(int value) => _text.Append(value.ToString(CultureInfo.InvariantCulture));

        internal string Build() => _text.ToString();
    }
}
