using Microsoft.Extensions.DependencyInjection;
using Tsunagu.BotCore;
using Tsunagu.Channels.WebChat;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>What is not there or fails still leaves a person with a line to call, and tells nothing of the inside.</summary>
public sealed class ErrorPageTests
{
    [Theory]
    [InlineData("ja")]
    [InlineData("ja-simple")]
    [InlineData("en")]
    public async Task A_page_that_is_not_there_shows_lines_that_answer(string locale)
    {
        await using var site = await PlainSite.StartAsync();
        var page = await OpenAsync(site, "/no-such-page?lang=" + locale);
        Assert.Equal(404, page.Status);
        IsOfHelp(page, locale);
        Assert.NotEmpty(page.Page.QuerySelectorAll("article.card.line a[href^='tel:']"));
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("en")]
    public async Task What_fails_shows_lines_that_answer_and_nothing_of_the_failure(string locale)
    {
        await using var site = await PlainSite.StartAsync(change: services => services.AddSingleton<IWindowSheets, Broken>());
        var page = await OpenAsync(site, "/results?w=nat-yorisoi&lang=" + locale);
        Assert.Equal(500, page.Status);
        IsOfHelp(page, locale);
        Assert.NotEmpty(page.Page.QuerySelectorAll("article.card.line a[href^='tel:']"));
    }

    [Fact]
    public async Task When_the_directory_itself_fails_the_emergency_numbers_stand_there()
    {
        await using var site = await PlainSite.StartAsync(change: services => services.AddSingleton<IWindowSheets, Broken>().AddSingleton<IPageData, Broken>());
        var page = await OpenAsync(site, "/results?w=nat-yorisoi");
        Assert.Equal(500, page.Status);
        IsOfHelp(page, "ja");
    }

    [Fact]
    public async Task Programs_get_a_problem()
    {
        await using var site = await PlainSite.StartAsync(change: services => services.AddSingleton<IWindowSheets, Broken>());
        foreach (var (address, status) in (KeyValuePair<string, int>[])[new("/no-such-page", 404), new("/results?w=nat-yorisoi", 500)])
        {
            var answer = await site.GetAsync(address);
            Assert.Equal(status, answer.Status);
            Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType!.MediaType);
            Assert.DoesNotContain(Broken.Secret, answer.Html, StringComparison.Ordinal);
        }
    }

    private static Task<PlainVisit> OpenAsync(PlainSite site, string address)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Accept.ParseAdd("text/html");
        return PlainVisit.OfAsync(site.Client, request);
    }

    private static void IsOfHelp(PlainVisit page, string locale)
    {
        Assert.Equal(locale, page.Page.DocumentElement.GetAttribute("data-locale"));
        Assert.Single(page.Page.QuerySelectorAll("h1"));
        foreach (var number in (string[])["tel:110", "tel:119"])
            Assert.NotNull(page.Page.QuerySelector($"main a[href='{number}']"));
        Assert.NotNull(page.Page.QuerySelector("form.exit button"));
        Assert.DoesNotContain(Broken.Secret, page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", page.Html, StringComparison.Ordinal);
    }

    private sealed class Broken : IWindowSheets, IPageData
    {
        public const string Secret = "inside";

        public IReadOnlyList<WindowSheet> Find(IEnumerable<string> ids, string locale) => throw new InvalidOperationException(Secret);

        public string Now(string locale) => throw new InvalidOperationException(Secret);

        public IReadOnlyList<MessageCard> EmergencyLines(string locale) => throw new InvalidOperationException(Secret);

        public OpenNowList OpenNow(string locale) => throw new InvalidOperationException(Secret);

        public OrganizationState? Organization(string id, string locale) => throw new InvalidOperationException(Secret);
    }
}
