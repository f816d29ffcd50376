using MimeKit;

namespace Tsunagu.Channels.Mail.Tests;

/// <summary>Who is answered, and who never is (RFC 3834).</summary>
public class AutoReplyRulesTests
{
    private const string Own = "soudan@example.jp";

    private static MimeMessage Mail(string from = "person@example.org", string to = Own, params (string Name, string Value)[] headers)
    {
        var message = new MimeMessage { Subject = "help", Body = new TextPart("plain") { Text = "words" } };
        message.From.Add(MailboxAddress.Parse(from));
        message.To.Add(MailboxAddress.Parse(to));
        foreach (var (name, value) in headers)
            message.Headers.Add(name, value);
        return message;
    }

    [Fact]
    public void A_persons_mail_is_answered_to_the_one_who_wrote_it() =>
        Assert.Equal("person@example.org", AutoReplyRules.Recipient(Mail(headers: ("Return-Path", "<person@example.org>")), Own)!.Address);

    [Theory]
    [InlineData("Auto-Submitted", "auto-replied")]
    [InlineData("Auto-Submitted", "auto-generated (vacation)")]
    [InlineData("Precedence", "bulk")]
    [InlineData("Precedence", "List")]
    [InlineData("List-Id", "<news.example.org>")]
    [InlineData("List-Unsubscribe", "<https://example.org/>")]
    [InlineData("X-Auto-Response-Suppress", "All")]
    [InlineData("X-Autoreply", "yes")]
    [InlineData("Return-Path", "<>")]
    [InlineData("Return-Path", "<bounce-12@lists.example.org>")]
    public void Robots_and_lists_are_not(string header, string value) =>
        Assert.Null(AutoReplyRules.Recipient(Mail(headers: (header, value)), Own));

    [Theory]
    [InlineData("mailer-daemon@example.org")]
    [InlineData("no-reply@example.org")]
    [InlineData("noreply+4711@example.org")]
    [InlineData("owner-news@example.org")]
    [InlineData("news-request@example.org")]
    [InlineData("SOUDAN@example.jp")]
    public void Nor_are_addresses_that_nobody_reads_nor_ourselves(string from) => Assert.Null(AutoReplyRules.Recipient(Mail(from), Own));

    [Fact]
    public void Nor_is_mail_that_does_not_name_us_or_names_nobody()
    {
        Assert.Null(AutoReplyRules.Recipient(Mail(to: "other@example.jp"), Own));
        var nobody = Mail();
        nobody.From.Clear();
        Assert.Null(AutoReplyRules.Recipient(nobody, Own));
        var two = Mail();
        two.From.Add(MailboxAddress.Parse("second@example.org"));
        Assert.Null(AutoReplyRules.Recipient(two, Own));
    }

    [Fact]
    public void A_person_who_says_that_it_is_not_automatic_is_answered() =>
        Assert.NotNull(AutoReplyRules.Recipient(Mail(headers: ("Auto-Submitted", "no")), Own));

    [Fact]
    public void The_answer_is_automatic_by_its_headers_and_repeats_nothing()
    {
        var answer = new MailAnswer("Automatic", "Lines\n", "en");
        var reply = ReplyComposer.Compose(answer, new MailboxAddress(null, "person@example.org"), Own, "id@example.org", DateTimeOffset.UnixEpoch);
        Assert.Equal("auto-replied", reply.Headers["Auto-Submitted"]);
        Assert.Equal("id@example.org", reply.InReplyTo);
        Assert.Equal("Automatic", reply.Subject);
        Assert.Equal("Lines\n", reply.TextBody!.ReplaceLineEndings("\n"));
        Assert.Equal(Own, Assert.Single(reply.From.Mailboxes).Address);
        Assert.Null(AutoReplyRules.Recipient(reply, "person@example.org")); // another robot of our kind would be silent
    }
}
