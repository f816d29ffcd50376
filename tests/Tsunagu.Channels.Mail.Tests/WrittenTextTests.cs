using MimeKit;

namespace Tsunagu.Channels.Mail.Tests;

/// <summary>What is read of a mail is what a person would see.</summary>
public class WrittenTextTests
{
    private static string Read(MimeEntity body) => WrittenText.Of(new MimeMessage { Subject = "subject", Body = body });

    private static TextPart Html(string html) => new("html") { Text = html };

    [Theory]
    [InlineData("<p>if I <b>d</b>ie</p>", "if I die")]
    [InlineData("<p>a</p><p>b</p>", "a\n\nb")]
    [InlineData("a<br>b", "a\nb")]
    [InlineData("&#27515;&lt;", "死<")]
    [InlineData("<style>p { color: red }</style><title>mail</title>a<script>if (1 < 2) { die }</script>", "a")]
    [InlineData("<img src=x alt=''>open <p", "open <p")] // broken at its end: nothing is left out
    public void HTML_is_read_as_its_text(string html, string text) => Assert.Equal("subject\n\n" + text, Read(Html(html)).TrimEnd().Replace("\n\n\n", "\n\n", StringComparison.Ordinal));

    [Fact]
    public void A_plain_part_that_only_stands_in_for_the_HTML_hides_nothing()
    {
        var both = new MultipartAlternative { new TextPart("plain") { Text = "Please use a reader of HTML." }, Html("<p>words</p>") };
        Assert.Contains("words", Read(both), StringComparison.Ordinal);
    }

    [Fact]
    public void A_very_long_mail_is_read_in_its_beginning() => Assert.InRange(Read(new TextPart("plain") { Text = new string('a', 1_000_000) }).Length, 5000, 5100);
}
