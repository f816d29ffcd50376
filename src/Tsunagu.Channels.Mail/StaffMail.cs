using MailKit.Net.Smtp;
using MimeKit;

namespace Tsunagu.Channels.Mail;

/// <summary>Mail from the program to the city's own staff: plain text, marked as automatic so that no auto-answer replies to it (RFC 3834 section 5).</summary>
/// <param name="Smtp">Where it is sent from.</param>
/// <param name="From">The sender's address.</param>
/// <param name="To">The staff's address.</param>
public sealed record StaffMail(MailServer Smtp, string From, string To)
{
    /// <summary>Sends a mail.</summary>
    /// <param name="subject">Its subject.</param>
    /// <param name="text">Its words.</param>
    /// <param name="at">The instant.</param>
    /// <param name="ct">Ends the attempt.</param>
    /// <exception cref="Exception">The server did not take it: of the network, of the server, or of its refusal.</exception>
    public async Task SendAsync(string subject, string text, DateTimeOffset at, CancellationToken ct)
    {
        using var message = new MimeMessage
        {
            Subject = subject,
            Date = at,
            Body = new TextPart("plain") { Text = text, ContentTransferEncoding = ContentEncoding.Base64 },
        };
        message.From.Add(new MailboxAddress(null, From));
        message.To.Add(new MailboxAddress(null, To));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");
        await SmtpSending.SendAsync(Smtp, message, ct);
    }

    /// <summary>The server only: addresses stay out of logs.</summary>
    public override string ToString() => $"SMTP {Smtp}";
}

/// <summary>Sends one message over a connection of its own.</summary>
internal static class SmtpSending
{
    public static async Task SendAsync(MailServer server, MimeMessage message, CancellationToken ct)
    {
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync(server.Host, server.Port, MailInbox.Options(server), ct);
        if (server.User.Length > 0)
            await smtp.AuthenticateAsync(server.User, server.Password, ct);
        await smtp.SendAsync(message, ct);
        await smtp.DisconnectAsync(quit: true, ct);
    }
}
