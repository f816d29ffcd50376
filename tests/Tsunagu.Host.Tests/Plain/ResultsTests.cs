using Ical.Net;
using Tsunagu.Directory;

namespace Tsunagu.Host.Tests.Plain;

/// <summary><c>/results</c>: windows by their ids, now; on paper, in a file, in the calendar.</summary>
public sealed class ResultsTests
{
    [Fact]
    public async Task Switching_readings_or_language_keeps_the_windows()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync("/results?w=nat-yorisoi,ward-kamigyo-health-welfare&lang=ja-simple");
        Assert.NotEmpty(page.Page.QuerySelectorAll("ruby"));
        var off = await page.ReadingsAsync();
        Assert.Empty(off.Page.QuerySelectorAll("ruby"));
        Assert.Equal(page.Cards("service"), off.Cards("service"));
        foreach (var link in page.Page.QuerySelectorAll("nav.languages a, link[rel=alternate]"))
            Assert.Equal(page.Cards("service").Length, (await site.GetAsync(link.GetAttribute("href")!)).Cards("service").Length);
    }

    [Fact]
    public async Task A_link_shows_its_windows_in_its_order_with_their_state_now()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync("/results?w=nat-yorisoi,city-elder-single");
        Assert.Equal(200, page.Status);
        Assert.Equal("nat-yorisoi open", page.Cards("service")[0]);
    }

    [Fact]
    public async Task The_state_is_the_one_of_the_moment()
    {
        await using var site = await PlainSite.StartAsync();
        var id = Closing(site);
        Assert.Equal([$"{id} open"], (await site.GetAsync($"/results?w={id}")).Cards("service"));
        site.Clock.AdjustTime(new DateTimeOffset(2027, 1, 1, 2, 15, 0, TimeSpan.FromHours(9)));
        Assert.Equal([$"{id} closed"], (await site.GetAsync($"/results?w={id}")).Cards("service"));
    }

    [Theory]
    [InlineData("/results", 404)]
    [InlineData("/results?w=no-such-window", 404)]
    [InlineData("/results?w=%3Cscript%3Ealert(1)%3C/script%3E", 404)]
    [InlineData("/results?w=nat-yorisoi,no-such-window", 200)]
    public async Task What_cannot_be_shown_is_said(string address, int status)
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync(address);
        Assert.Equal(status, page.Status);
        Assert.NotNull(page.Page.QuerySelector(".notice"));
        Assert.DoesNotContain("<script>alert", page.Html, StringComparison.Ordinal);
        Assert.Contains("119", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hundreds_of_ids_are_refused()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync("/results?w=" + string.Join(',', Enumerable.Range(0, 300).Select(i => $"w{i}")));
        Assert.Equal(400, page.Status);
        Assert.Equal("application/problem+json", page.Response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_withheld_window_is_not_shown()
    {
        await using var site = await PlainSite.StartAsync();
        var withheld = site.Bot.Directory.Current.Services.First(s => s.Withheld is not null);
        Assert.Equal(404, (await site.GetAsync($"/results?w={withheld.Id}")).Status);
    }

    [Fact]
    public async Task Past_its_review_only_a_crisis_line_stays()
    {
        await using var site = await PlainSite.StartAsync(new DateTimeOffset(2028, 2, 1, 10, 10, 0, TimeSpan.FromHours(9)));
        var plain = site.Bot.Directory.Current.Services.First(s => s is { IsCrisisLine: false, Withheld: null });
        Assert.Equal(404, (await site.GetAsync($"/results?w={plain.Id}")).Status);
        Assert.Equal(200, (await site.GetAsync("/results?w=nat-yorisoi")).Status);
    }

    [Fact]
    public async Task A_map_is_offered_exactly_where_an_address_is_public()
    {
        await using var site = await PlainSite.StartAsync();
        foreach (var service in site.Bot.Directory.Current.Services.Where(s => s.Withheld is null))
        {
            var page = await site.GetAsync($"/results?w={service.Id}");
            if (page.Status == 404)
                continue;
            var maps = page.Page.QuerySelectorAll("a[href*='/maps/']");
            Assert.Equal(service.Address is null ? 0 : 1, maps.Length);
            if (service.Address is { } address)
                Assert.EndsWith(Uri.EscapeDataString(address), maps[0].GetAttribute("href"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task The_link_to_pass_on_holds_ids_and_nothing_else()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync();
        foreach (var answer in (string[])["self", "40-64", "kamigyo", "money"])
            page = await page.ChooseAsync(answer);
        while (page.Asked != "helpful")
            page = await page.AnswerAsync(page.Options[0]);
        var link = page.Page.QuerySelector(".keeping a")!.GetAttribute("href")!;
        var ids = page.Cards("service").Select(c => c.Split(' ')[0]);
        Assert.Equal("/results?w=" + string.Join(',', ids), link);
        var results = await site.GetAsync(link);
        Assert.Equal(page.Cards("service"), results.Cards("service"));
        Assert.EndsWith(link, results.Page.QuerySelector("#share")!.GetAttribute("value"), StringComparison.Ordinal);
        Assert.False(results.Response.Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_saved_file_needs_nothing_else()
    {
        await using var site = await PlainSite.StartAsync();
        var file = await site.GetAsync("/results/file?w=nat-yorisoi&lang=en");
        Assert.Equal("attachment; filename=\"memo.html\"", file.Response.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal("en", file.Page.DocumentElement.GetAttribute("lang"));
        Assert.Single(file.Cards("service"));
        Assert.Empty(file.Page.QuerySelectorAll("script, link, img, form, a[href^='/']"));
    }

    [Fact]
    public async Task A_calendar_holds_the_next_openings_and_says_little_on_its_face()
    {
        await using var site = await PlainSite.StartAsync();
        var id = Closing(site);
        var file = await site.GetAsync($"/results/calendar?w={id}");
        Assert.Equal("text/calendar", file.Response.Content.Headers.ContentType!.MediaType);
        var events = Calendar.Load(file.Html)!.Events;
        Assert.InRange(events.Count, 1, 5);
        var service = site.Bot.Directory.Current.FindService(id)!;
        foreach (var entry in events)
        {
            var from = new DateTimeOffset(entry.Start!.AsUtc, TimeSpan.Zero);
            Assert.True(from > site.Clock.GetUtcNow());
            Assert.True(service.Hours!.At(from, site.Bot.Directory.Current.Holidays).IsOpen);
            Assert.False(service.Hours.At(from.AddMinutes(-1), site.Bot.Directory.Current.Holidays).IsOpen);
            Assert.False(service.Hours.At(new DateTimeOffset(entry.End!.AsUtc, TimeSpan.Zero), site.Bot.Directory.Current.Holidays).IsOpen);
            Assert.DoesNotContain(service.Name, entry.Summary!, StringComparison.Ordinal);
            Assert.Contains(service.Name, entry.Description!, StringComparison.Ordinal);
            Assert.EndsWith($"/results?w={id}", entry.Url!.PathAndQuery, StringComparison.Ordinal);
            Assert.Equal(entry.Summary, Assert.Single(entry.Alarms).Description);
        }
    }

    [Fact]
    public async Task A_closed_window_leads_to_its_next_opening_alone()
    {
        await using var site = await PlainSite.StartAsync();
        var id = Closing(site);
        var page = await site.GetAsync($"/results?w={id}");
        var link = page.Page.QuerySelectorAll("a.way").Select(a => a.GetAttribute("href")!).Single(h => h.StartsWith("/results/calendar", StringComparison.Ordinal));
        var entry = Assert.Single(Calendar.Load((await site.GetAsync(link)).Html)!.Events);
        Assert.Equal(WindowLookup.NextOpenings(site.Bot.Directory.Current, site.Bot.Directory.Current.FindService(id)!, site.Clock.GetUtcNow(), 1)[0].From.UtcDateTime, entry.Start!.AsUtc);
    }

    [Fact]
    public async Task Hours_that_nobody_saw_give_no_entry()
    {
        await using var site = await PlainSite.StartAsync();
        var assumed = site.Bot.Directory.Current.Services.First(s => s is { HoursSeen: false, Hours: not null, Withheld: null });
        Assert.Empty(Calendar.Load((await site.GetAsync($"/results/calendar?w={assumed.Id}")).Html)!.Events);
    }

    /// <summary>A window that is open in the morning and closed at New Year, by hours that were seen.</summary>
    private static string Closing(PlainSite site)
    {
        var snapshot = site.Bot.Directory.Current;
        return snapshot.Services.First(s => s is { Withheld: null, HoursSeen: true, Hours.IsAlways: false, Phones.Count: > 0 }
            && s.Hours.At(PlainSite.Morning, snapshot.Holidays).Until is not null).Id;
    }
}
