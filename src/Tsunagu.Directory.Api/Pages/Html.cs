using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Tsunagu.Directory.Api.Pages;

/// <summary>HTML that is right by construction: every value in <c>{…}</c> is encoded, unless it is HTML itself.</summary>
internal sealed class Html
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder _text = new();

    /// <summary>A piece of HTML.</summary>
    internal static Html Of(Handler html) => new Html().Add(html);

    /// <summary>HTML that came from a library that writes it (a QR code, JSON).</summary>
    internal static Html Raw(string html)
    {
        var raw = new Html();
        raw._text.Append(html);
        return raw;
    }

    /// <summary>Appends.</summary>
    internal Html Add(Handler html)
    {
        _text.Append(html.Text);
        return this;
    }

    /// <summary>Appends one piece for each.</summary>
    internal static Html Each<T>(IEnumerable<T> items, Func<T, Html> piece)
    {
        var html = new Html();
        foreach (var item in items)
            html._text.Append(piece(item)._text);
        return html;
    }

    public override string ToString() => _text.ToString();

    /// <summary>Encodes as the compiler puts the string together.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Handler(int literalLength, int formattedCount)
    {
        internal StringBuilder Text { get; } = new(literalLength + formattedCount * 16);

        public void AppendLiteral(string value) => Text.Append(value);

        public void AppendFormatted(Html? value) => Text.Append(value?._text);

        public void AppendFormatted(string? value) => Text.Append(value is null ? "" : Encoder.Encode(value));

        public void AppendFormatted(int value) => Text.Append(value);
    }
}
