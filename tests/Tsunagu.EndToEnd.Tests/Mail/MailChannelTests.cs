using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Tsunagu.Channels.Mail;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>The automatic answer to mail, by the real host on real mail servers, on a Saturday night.</summary>
public sealed class MailChannelTests
{
    // In the past for every machine: Dovecot takes no mail that arrives in the future.
    private const string Clock = "Clock:Utc=2026-08-29T13:40:00Z";

    // Shortly before the host's own time, which goes on from there.
    private static readonly DateTimeOffset Arrived = new(2026, 8, 29, 22, 39, 0, TimeSpan.FromHours(9));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static TextPart Plain(string text) => new("plain") { Text = text };

    [Fact]
    public async Task A_person_is_answered_once_and_the_mails_stay_unread_for_the_staff()
    {
        await using var servers = await MailServers.StartAsync();
        await servers.DeliverAsync("person@example.org", Arrived, Plain("家賃が払えません。秘密のことばです。"));
        await using var host = await HostProcess.StartAsync([Clock, .. servers.Settings()]);
        await servers.LookedAtAsync(1);
        await servers.DeliverAsync("person@example.org", Arrived, Plain("もう一度書きます"));
        await servers.DeliverAsync("no-reply@example.org", Arrived, Plain("a robot"));
        await servers.LookedAtAsync(3);

        var answer = Assert.Single(await servers.AnswersAsync(1));
        Assert.Equal("person@example.org", Assert.Single(answer.To.Mailboxes).Address);
        Assert.Equal("auto-replied", answer.Headers["Auto-Submitted"]);
        Assert.Contains("0120-279-338", answer.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", answer.ToString() + answer.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("person@", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Danger_in_a_mail_of_HTML_only_is_answered_with_the_safety_words_first()
    {
        await using var servers = await MailServers.StartAsync();
        await servers.DeliverAsync("person@example.org", Arrived, new TextPart("html") { Text = "<html><head><style>p{color:red}</style></head><body><p>もう&#27515;<b>にた</b>い</p></body></html>" });
        await using var host = await HostProcess.StartAsync([Clock, .. servers.Settings()]);
        var answer = Assert.Single(await servers.AnswersAsync(1));
        Assert.StartsWith("話してくれて、ありがとうございます。", answer.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_for_sending_that_is_away_is_named_and_the_answer_goes_out_when_it_is_back()
    {
        await using var servers = await MailServers.StartAsync(smtp: false);
        await servers.DeliverAsync("person@example.org", Arrived, Plain("こんばんは"));
        await using var host = await HostProcess.StartAsync([Clock, .. servers.Settings()]);
        await ToldAsync(host, string.Create(CultureInfo.InvariantCulture, $"SMTP 127.0.0.1:{servers.SmtpPort}"));
        Assert.DoesNotContain("IMAP 127.0.0.1", host.Output, StringComparison.Ordinal);
        await servers.StartSmtpAsync();
        Assert.Single(await servers.AnswersAsync(1));
    }

    [Fact]
    public async Task A_recipient_refused_for_the_time_being_gets_the_answer_in_a_later_round_and_only_once()
    {
        await using var servers = await MailServers.StartAsync(smtp: false);
        await servers.StartSmtpAsync(greylisting: true);
        await servers.DeliverAsync("one@example.org", Arrived, Plain("こんばんは"));
        await servers.DeliverAsync("two@example.org", Arrived, Plain("こんばんは"));
        await using var host = await HostProcess.StartAsync([Clock, .. servers.Settings()]);
        await servers.AnswersAsync(2);
        await servers.LookedAtAsync(2);
        Assert.Equal(["one@example.org", "two@example.org"], (await servers.AnswersAsync(2)).Select(m => m.To.Mailboxes.Single().Address).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_server_for_reading_that_goes_away_is_named_and_is_read_again_when_it_is_back()
    {
        await using var servers = await MailServers.StartAsync();
        await servers.DeliverAsync("one@example.org", Arrived, Plain("こんばんは"));
        await using var host = await HostProcess.StartAsync([Clock, .. servers.Settings()]);
        await servers.LookedAtAsync(1);
        await servers.StopImapAsync();
        await ToldAsync(host, string.Create(CultureInfo.InvariantCulture, $"IMAP 127.0.0.1:{servers.ImapPort}"));
        await servers.StartImapAsync();
        await servers.DeliverAsync("two@example.org", Arrived, Plain("こんばんは"));
        Assert.Equal(2, (await servers.AnswersAsync(2)).Count);
    }

    [Fact]
    public async Task A_server_that_refuses_the_password_is_told_in_one_line_and_the_bot_goes_on()
    {
        await using var servers = await MailServers.StartAsync();
        await using var host = await HostProcess.StartAsync([Clock, .. servers.Settings(password: "wrong")]);
        await ToldAsync(host, string.Create(CultureInfo.InvariantCulture, $"IMAP 127.0.0.1:{servers.ImapPort}"));
        using var client = new HttpClient();
        Assert.Equal("text/html", (await client.GetAsync(host.Url + "/", Ct)).Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain("   at ", host.Output, StringComparison.Ordinal); // no trace: one line
    }

    [Fact]
    public async Task Whatever_goes_wrong_inside_does_not_end_the_channel_and_no_mail_is_lost()
    {
        await using var servers = await MailServers.StartAsync();
        await servers.DeliverAsync("person@example.org", DateTimeOffset.UtcNow.AddMinutes(-1), Plain("こんばんは"));
        var answers = new FailingFirst();
        using var channel = new MailChannel(servers.Options, answers, TimeProvider.System, NullLogger<MailChannel>.Instance);
        await channel.StartAsync(Ct);
        Assert.Single(await servers.AnswersAsync(1));
        Assert.Equal(2, answers.Asked);
        await channel.StopAsync(Ct);
        Assert.False(channel.ExecuteTask!.IsFaulted);
    }

    /// <summary>Fails in a way that nobody thought of, then answers.</summary>
    private sealed class FailingFirst : IMailAnswers
    {
        public int Asked { get; private set; }

        public bool IsAfterHours(DateTimeOffset at) => true;

        public MailAnswer Answer(string written, DateTimeOffset now) =>
            ++Asked > 1 ? new MailAnswer("Automatic", "Lines", "en") : throw new InvalidOperationException("nobody thought of this");
    }

    private static Task ToldAsync(HostProcess host, string what) =>
        MailServers.UntilAsync(() => Task.FromResult(host.Output.Contains(what, StringComparison.Ordinal)), $"the log names {what}");
}
