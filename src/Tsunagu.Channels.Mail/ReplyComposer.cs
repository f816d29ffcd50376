using MimeKit;

namespace Tsunagu.Channels.Mail;

/// <summary>Gives an answer the form of an automatic one (RFC 3834 section 3). Nothing of the mail that it answers is repeated, not even its subject.</summary>
public static class ReplyComposer
{
    /// <summary>The answer as a message.</summary>
    /// <param name="answer">Its words.</param>
    /// <param name="to">Who wrote.</param>
    /// <param name="ownAddress">The consultation address.</param>
    /// <param name="messageId">Id of the mail that is answered, or null.</param>
    /// <param name="at">The instant.</param>
    public static MimeMessage Compose(MailAnswer answer, MailboxAddress to, string ownAddress, string? messageId, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var message = new MimeMessage
        {
            Subject = answer.Subject,
            Date = at,
            Body = new TextPart("plain") { Text = answer.Text, ContentTransferEncoding = ContentEncoding.Base64 },
        };
        message.From.Add(new MailboxAddress(null, ownAddress));
        message.To.Add(to);
        if (!string.IsNullOrEmpty(messageId))
        {
            message.InReplyTo = messageId;
            message.References.Add(messageId);
        }

        message.Headers.Add("Auto-Submitted", "auto-replied");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        message.Headers.Add("Content-Language", answer.Language);
        return message;
    }
}
