using System.Text;
using MimeKit;
using MimeKit.Text;

namespace Tsunagu.Channels.Mail;

/// <summary>What a person wrote, as a reader of the mail sees it: signs of danger are looked for in it.</summary>
public static class WrittenText
{
    // Beyond this much nobody writes to a desk; danger is looked for in the beginning.
    private const int MostCharacters = 5000;

    /// <summary>Subject, plain text and the text of the HTML; each of them, because the plain part may be a mere stand-in.</summary>
    /// <param name="message">The mail.</param>
    public static string Of(MimeMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return string.Join('\n', Beginning(message.Subject), Beginning(message.TextBody), Beginning(message.HtmlBody is { } html ? TextOf(html) : null));
    }

    private static string Beginning(string? text) => text is { Length: > MostCharacters } ? text[..MostCharacters] : text ?? "";

    private static string TextOf(string html)
    {
        var text = new StringBuilder();
        var tokens = new HtmlTokenizer(new StringReader(html));
        var hidden = HtmlTagId.Unknown;
        while (text.Length < MostCharacters && tokens.ReadNextToken(out var token))
        {
            if (token is HtmlTagToken tag)
            {
                if (hidden == HtmlTagId.Unknown && !tag.IsEndTag && !tag.IsEmptyElement && IsHidden(tag.Id))
                    hidden = tag.Id;
                else if (tag.IsEndTag && tag.Id == hidden)
                    hidden = HtmlTagId.Unknown;
                // A word may be bold in its middle, but it does not go on in the next paragraph.
                else if (BreaksLine(tag.Id))
                    text.Append('\n');
            }
            else if (hidden == HtmlTagId.Unknown && token.Kind == HtmlTokenKind.Data)
            {
                text.Append(((HtmlDataToken)token).Data);
            }
        }

        return text.ToString();
    }

    private static bool IsHidden(HtmlTagId tag) => tag is HtmlTagId.Script or HtmlTagId.Style or HtmlTagId.Title;

    private static bool BreaksLine(HtmlTagId tag) => tag is HtmlTagId.Br or HtmlTagId.P or HtmlTagId.Div or HtmlTagId.LI or HtmlTagId.TR or HtmlTagId.TD or HtmlTagId.TH
        or HtmlTagId.BlockQuote or HtmlTagId.HR or HtmlTagId.Table or HtmlTagId.H1 or HtmlTagId.H2 or HtmlTagId.H3 or HtmlTagId.H4 or HtmlTagId.H5 or HtmlTagId.H6;
}
