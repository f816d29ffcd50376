using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MimeKit;

namespace Tsunagu.Channels.Mail;

/// <summary>
/// Answers mail that arrives after hours, once a day and person. Whatever goes wrong here is told in one line and tried again later; the bot goes on.
/// </summary>
/// <param name="options">Settings.</param>
/// <param name="answers">The words.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Told of counts and faults; never of addresses or words.</param>
public sealed partial class MailChannel(MailOptions options, IMailAnswers answers, TimeProvider clock, ILogger<MailChannel> logger) : BackgroundService
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    // A wrong password tried again and again makes many servers lock the account, for staff too.
    private static readonly TimeSpan WaitAfterRefusal = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wait = options.Every;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                using var inbox = new MailInbox();
                await inbox.OpenAsync(options.Imap, options.Mailbox, stoppingToken);
                while (true)
                {
                    await RoundAsync(inbox, stoppingToken);
                    wait = options.Every;
                    await Task.Delay(wait, clock, stoppingToken);
                }
            }
            // Of any kind: an exception that leaves here would end the host, and with it the chat.
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                var (server, cause) = e is SendException ? ($"SMTP {options.Smtp}", e.InnerException!) : ($"IMAP {options.Imap}", e);
                var pause = IsRefusal(cause) ? WaitAfterRefusal : wait;
                Tell(server, cause, pause);
                await Task.Delay(pause, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                wait = wait * 2 < LongestWait ? wait * 2 : LongestWait;
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    /// <summary>One line: which server, what it is about. A server's own words are told only where they cannot name a person who wrote.</summary>
    private void Tell(string server, Exception cause, TimeSpan wait)
    {
        if (cause is NoMailAnswerException)
            NoAnswer(logger, cause.Message, wait);
        else if (IsRefusal(cause))
            Refused(logger, server, cause.Message.ReplaceLineEndings(" "), wait);
        else
            Failed(logger, server, cause.GetType().Name, wait);
    }

    private static bool IsRefusal(Exception cause) => cause is AuthenticationException or NotSupportedException or FolderNotFoundException;

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

            if (await ReplyAsync(inbox, mail, now, ct) is not { } reply)
            {
                await inbox.MarkDoneAsync(mail.Id, ct);
                continue;
            }

            // Marked first: a crash in between loses one automatic answer and doubles none.
            await inbox.MarkAnsweredAsync(mail.Id, ct);
            try
            {
                await SmtpSending.SendAsync(options.Smtp, reply, ct);
                Answered(logger);
            }
            catch (SmtpCommandException e) when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
            {
                NotTaken(logger, (int)e.StatusCode);
                if ((int)e.StatusCode < 500)
                    await inbox.UnmarkAsync(mail.Id, ct); // "not now" (RFC 5321, 4.2.1): asked again in the next round, and those behind it do not wait
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                await inbox.UnmarkAsync(mail.Id, ct);
                throw new SendException(e);
            }
        }
    }

    /// <summary>The answer to a mail; null when it is left to the staff.</summary>
    private async Task<MimeMessage?> ReplyAsync(MailInbox inbox, WaitingMail mail, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var message = await inbox.ReadAsync(mail.Id, ct);
            if (AutoReplyRules.Recipient(message, options.Address) is not { } recipient || await inbox.WasAnsweredAsync(recipient.Address, now, ct))
                return null;
            return ReplyComposer.Compose(answers.Answer(WrittenText.Of(message), now), recipient, options.Address, message.MessageId, now);
        }
        catch (FormatException)
        {
            Unreadable(logger); // one broken mail must not hold up those behind it
            return null;
        }
    }

    /// <summary>The fault came up while an answer was sent.</summary>
    private sealed class SendException(Exception inner) : Exception(inner.Message, inner);

    [LoggerMessage(1, LogLevel.Error, "Mail waits: {Server} refuses it ({Why}). Mend Mail:* and start again; next try in {Wait}.")]
    private static partial void Refused(ILogger logger, string server, string why, TimeSpan wait);

    [LoggerMessage(2, LogLevel.Warning, "Mail waits: {Server} failed ({Kind}); next try in {Wait}.")]
    private static partial void Failed(ILogger logger, string server, string kind, TimeSpan wait);

    [LoggerMessage(3, LogLevel.Information, "One mail was answered automatically.")]
    private static partial void Answered(ILogger logger);

    [LoggerMessage(4, LogLevel.Warning, "An automatic answer was not taken by the server ({Status}).")]
    private static partial void NotTaken(ILogger logger, int status);

    [LoggerMessage(5, LogLevel.Error, "Mail waits: {Why} Next try in {Wait}.")]
    private static partial void NoAnswer(ILogger logger, string why, TimeSpan wait);

    [LoggerMessage(6, LogLevel.Warning, "One mail cannot be read by a machine; it is left to the staff.")]
    private static partial void Unreadable(ILogger logger);
}
