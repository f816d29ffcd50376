using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Tsunagu.Channels.Mail;

/// <summary>
/// Answers mail that arrives after hours, once a day and person. It ends itself with one line when a server refuses it; the bot goes on.
/// </summary>
/// <param name="options">Settings.</param>
/// <param name="answers">The words.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told of counts and faults; never of addresses or words.</param>
public sealed partial class MailChannel(MailOptions options, IMailAnswers answers, TimeProvider clock, ILogger<MailChannel> logger) : BackgroundService
{
    // Beyond this much nobody writes to a desk; danger is looked for in the beginning.
    private const int MostCharacters = 5000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = options.Every;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(() => wait = options.Every, stoppingToken);
            }
            catch (Exception e) when (e is AuthenticationException or NotSupportedException or FolderNotFoundException)
            {
                Refused(logger, options.Imap.ToString(), e.Message);
                return;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                // Whatever it is, the bot beside it goes on; the mail stays in the inbox and is looked at again.
                Unreachable(logger, e.GetType().Name, wait);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }

            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(Action connected, CancellationToken ct)
    {
        using var inbox = new MailInbox();
        await inbox.OpenAsync(options.Imap, options.Mailbox, ct);
        connected();
        while (!ct.IsCancellationRequested)
        {
            await RoundAsync(inbox, ct);
            await Task.Delay(options.Every, clock, ct);
        }
    }

    private async Task RoundAsync(MailInbox inbox, CancellationToken ct)
    {
        foreach (var mail in await inbox.WaitingAsync(clock.GetUtcNow(), ct))
        {
            var now = clock.GetUtcNow();
            if (now - mail.ArrivedAt > options.MaxAge || !answers.IsAfterHours(mail.ArrivedAt))
            {
                await inbox.MarkDoneAsync(mail.Id, ct);
                continue;
            }

            var message = await inbox.ReadAsync(mail.Id, ct);
            if (AutoReplyRules.Recipient(message, options.Address) is not { } recipient || await inbox.WasAnsweredAsync(recipient.Address, now, ct))
            {
                await inbox.MarkDoneAsync(mail.Id, ct);
                continue;
            }

            // Marked first: a crash in between loses one automatic answer and doubles none.
            await inbox.MarkAnsweredAsync(mail.Id, ct);
            var reply = ReplyComposer.Compose(answers.Answer(Written(message), now), recipient, options.Address, message.MessageId, now);
            try
            {
                await SendAsync(reply, ct);
                Answered(logger);
            }
            catch (SmtpCommandException e) when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
            {
                NotTaken(logger, (int)e.StatusCode); // nobody there: asking again helps nobody
            }
            catch (Exception) when (!ct.IsCancellationRequested)
            {
                await inbox.UnmarkAsync(mail.Id, ct);
                throw;
            }
        }
    }

    private async Task SendAsync(MimeMessage reply, CancellationToken ct)
    {
        using var smtp = new SmtpClient();
        await smtp.ConnectAsync(options.Smtp.Host, options.Smtp.Port, MailInbox.Options(options.Smtp), ct);
        if (options.Smtp.User.Length > 0)
            await smtp.AuthenticateAsync(options.Smtp.User, options.Smtp.Password, ct);
        await smtp.SendAsync(reply, ct);
        await smtp.DisconnectAsync(quit: true, ct);
    }

    private static string Written(MimeMessage message)
    {
        var text = $"{message.Subject}\n{message.TextBody ?? message.HtmlBody}";
        return text.Length > MostCharacters ? text[..MostCharacters] : text;
    }

    [LoggerMessage(1, LogLevel.Error, "The mail channel stops: {Server} refuses it ({Why}). Mend Mail:* and start again; the bot goes on without mail.")]
    private static partial void Refused(ILogger logger, string server, string why);

    [LoggerMessage(2, LogLevel.Warning, "The mail server was not reached ({Kind}); next try in {Wait}.")]
    private static partial void Unreachable(ILogger logger, string kind, TimeSpan wait);

    [LoggerMessage(3, LogLevel.Information, "One mail was answered automatically.")]
    private static partial void Answered(ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "An automatic answer was not taken by the server ({Status}).")]
    private static partial void NotTaken(ILogger logger, int status);
}
