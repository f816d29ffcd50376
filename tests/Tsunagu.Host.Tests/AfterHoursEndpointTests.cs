using System.Globalization;
using System.Net;
using System.Xml.Linq;
using Tsunagu.Channels.Mail;
using Tsunagu.Directory;
using Tsunagu.Host.Tests.Plain;

namespace Tsunagu.Host.Tests;

/// <summary>What an organisation can answer after hours, as it goes out.</summary>
public sealed class AfterHoursEndpointTests
{
    private static readonly DateTimeOffset Night = new(2026, 11, 28, 22, 40, 0, TimeSpan.FromHours(9));

    private static readonly XNamespace Speech = "http://www.w3.org/2001/10/synthesis";

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task An_announcement_reads_each_number_whole(string lang)
    {
        // Its number ends with 110, its name has a 110 that is said as a number too, and it is open on a Tuesday at ten.
        await using var site = await PlainSite.StartAsync();
        var number = site.Bot.Directory.Current.PhoneOf("nat-kodomo-jinken")!;
        Assert.EndsWith("-110", number, StringComparison.Ordinal);
        Assert.Equal(["110", number, "119", "110"], await NumbersAsync(site, $"/after-hours/nat-kodomo-jinken?format=ssml&lang={lang}"));
    }

    [Fact]
    public async Task In_the_night_the_lines_that_answer_are_read_as_numbers_too()
    {
        await using var site = await PlainSite.StartAsync(Night);
        var numbers = await NumbersAsync(site, "/after-hours/nat-houterasu?format=ssml");
        Assert.Contains(site.Bot.Directory.Current.PhoneOf("nat-yorisoi"), numbers);
        Assert.Equal(["119", "110"], numbers[^2..]);
    }

    [Theory]
    [InlineData("2026-11-26T16:59:00+09:00", "ja", true, 3 * 3600 + 60)] // Thursday, open until 21:00: from 20:00 on it says that it closes soon
    [InlineData("2026-11-28T22:40:00+09:00", "ja", false, 80 * 60)] // Saturday night; from midnight on Monday is tomorrow
    [InlineData("2026-11-28T22:40:00+09:00", "ja-simple", false, 80 * 60)]
    [InlineData("2026-11-28T22:40:00+09:00", "en", false, 80 * 60)]
    public async Task Above_the_talk_on_an_organisations_page_stands_its_phone_or_when_it_opens(string at, string lang, bool open, int seconds)
    {
        await using var site = await PlainSite.StartAsync(DateTimeOffset.Parse(at, CultureInfo.InvariantCulture));
        var page = await site.GetAsync($"/chat/frame?lang={lang}&organization=nat-houterasu");
        var note = page.Page.GetElementById("organization")!;
        var fetched = await site.Client.GetStringAsync($"/after-hours/nat-houterasu?lang={lang}", TestContext.Current.CancellationToken);
        var phone = site.Bot.Directory.Current.FindService("nat-houterasu")!.Phones[0];
        Assert.Equal(open ? phone.Uri : null, note.QuerySelector("a.call")?.GetAttribute("href"));
        Assert.Equal(seconds.ToString(CultureInfo.InvariantCulture), note.GetAttribute("data-seconds"));
        if (!open)
            Assert.StartsWith(fetched.Split('\n')[0], note.QuerySelector("p")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_says_the_same_as_the_text_that_organisations_fetch()
    {
        await using var site = await PlainSite.StartAsync(Night);
        var text = await site.Client.GetStringAsync("/after-hours/nat-houterasu", TestContext.Current.CancellationToken);
        var mail = new MailAnswers(site.Bot.Parts, "nat-houterasu", site.Client.BaseAddress!.ToString()).Answer("予約について聞きたいです", Night)!;
        Assert.StartsWith(text, mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_organisation_that_leaves_the_directory_is_told_and_no_mail_is_taken_for_answered()
    {
        await using var site = await PlainSite.StartAsync(Night);
        var leaving = new LeavingDirectory(site.Bot.Directory.Current);
        var mail = new MailAnswers(site.Bot.Parts with { Directory = leaving }, "nat-houterasu", "http://127.0.0.1/");
        Assert.True(mail.IsAfterHours(Night));
        var all = leaving.Current;
        leaving.Current = new DirectorySnapshot("later", Night, [], [], [], [], all.Holidays);
        Assert.Contains("Mail:Organization 'nat-houterasu'", Assert.Throws<NoMailAnswerException>(() => mail.IsAfterHours(Night)).Message, StringComparison.Ordinal);
        Assert.Throws<NoMailAnswerException>(() => mail.Answer("こんばんは", Night));
    }

    private sealed class LeavingDirectory(DirectorySnapshot current) : IServiceDirectory
    {
        public DirectorySnapshot Current { get; set; } = current;
    }

    [Fact]
    public async Task An_unknown_organisation_and_a_wrong_format_are_told()
    {
        await using var site = await PlainSite.StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await site.Client.GetAsync("/after-hours/nobody", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Client.GetAsync("/after-hours/nat-yorisoi?format=pdf", TestContext.Current.CancellationToken)).StatusCode);
    }

    private static async Task<List<string>> NumbersAsync(PlainSite site, string address)
    {
        var ssml = XDocument.Parse(await site.Client.GetStringAsync(address, TestContext.Current.CancellationToken));
        return [.. ssml.Descendants(Speech + "say-as").Select(e => e.Value)];
    }
}
