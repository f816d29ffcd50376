using AngleSharp.Dom;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Host.Tests.Plain;

namespace Tsunagu.Host.Tests.Dev;

/// <summary>The pages for those who write the handbook: what is shown and why, at any instant; every text of a language.</summary>
public sealed class DevPagesTests
{
    private const string Answers = "a=for-whom:self&a=age:40-64&a=ward:sakyo&a=groups:money&a=worries-money:money-02";

    [Theory]
    [InlineData("/dev/handbook")]
    [InlineData("/dev/preview")]
    public async Task They_exist_in_Development_only(string address)
    {
        await using (var site = await PlainSite.StartAsync())
            Assert.Equal(404, (await site.GetAsync(address)).Status);
        await using var dev = await PlainSite.StartAsync(environment: "Development");
        Assert.Equal(200, (await dev.GetAsync(address)).Status);
    }

    [Fact]
    public async Task Every_window_is_shown_or_its_rule_is_named()
    {
        await using var site = await PlainSite.StartAsync(environment: "Development");
        var page = await site.GetAsync($"/dev/handbook?{Answers}&a=conditions:&a=household:alone&a=how:phone&a=when:now");
        var told = page.Page.QuerySelectorAll("ol.shown li[data-id], details li[data-id]").Select(li => li.GetAttribute("data-id")!).ToHashSet(StringComparer.Ordinal);
        Assert.Equal(site.Bot.Directory.Current.Services.Select(s => s.Id).Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
        Assert.Contains(page.Page.QuerySelectorAll("details summary"), s => s.TextContent.StartsWith("other-ward", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_slider_moves_the_instant()
    {
        await using var site = await PlainSite.StartAsync(environment: "Development");
        var morning = await site.GetAsync($"/dev/handbook?{Answers}&days=0&time=10:10");
        var night = await site.GetAsync($"/dev/handbook?{Answers}&days=38&time=02:00");
        Assert.Contains("2027-01-01", night.Page.QuerySelector("main form button")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("nat-yorisoi", night.Page.QuerySelector("ol.shown li")!.GetAttribute("data-id"));
        Assert.NotEqual(Shown(morning), Shown(night));
        Assert.Equal(200, (await site.GetAsync("/dev/handbook?days=99999&time=nonsense&a=x:y&q=z&o=z")).Status);
    }

    [Fact]
    public async Task It_can_be_walked_from_question_to_question()
    {
        await using var site = await PlainSite.StartAsync(environment: "Development");
        var page = await site.GetAsync("/dev/handbook");
        for (var i = 0; page.Page.QuerySelector("form[data-question]") is { } form; i++)
        {
            Assert.True(i < 20, "The walk does not end.");
            var fields = form.QuerySelectorAll("input[type=hidden]").Select(f => (f.GetAttribute("name")!, f.GetAttribute("value")!))
                .Append(("o", form.QuerySelector("input[name=o]")!.GetAttribute("value")!));
            page = await site.GetAsync("/dev/handbook?" + string.Join('&', fields.Select(f => $"{f.Item1}={Uri.EscapeDataString(f.Item2)}")));
        }

        var transcript = TranscriptText.Parse("page", page.Page.QuerySelector("#transcript")!.TextContent);
        Assert.Contains(transcript.Lines, l => l.Text.StartsWith("recommend [", StringComparison.Ordinal));
        var runner = new TranscriptRunner(site.Bot.Conversations, site.Clock.Advance);
        site.Clock.AdjustTime(transcript.Header.Clock);
        Assert.Null(TranscriptRunner.Compare("page", transcript, await runner.PlayAsync(transcript, "again", words: false)));
    }

    [Theory]
    [InlineData("ja", false)]
    [InlineData("en", false)]
    [InlineData("ko", true)]
    public async Task Every_text_stands_in_the_preview_and_fallbacks_are_marked(string locale, bool falls)
    {
        await using var site = await PlainSite.StartAsync(environment: "Development");
        var page = (await site.GetAsync($"/dev/preview?locale={locale}")).Page;
        Assert.Equal(site.Bot.Content.Handbook.Questions.Select(q => q.Id), page.QuerySelectorAll("section[data-question]").Select(s => s.GetAttribute("data-question")!));
        var marked = page.QuerySelectorAll("[data-key] .badge").Length;
        Assert.Equal(falls, marked > 0);
        Assert.NotEmpty(page.QuerySelectorAll("article.card.service"));
        Assert.NotEmpty(page.QuerySelectorAll("article.card.scheme"));
    }

    private static string Shown(PlainVisit page) => string.Join(' ', page.Page.QuerySelectorAll("ol.shown li").Select(li => li.TextContent));
}
