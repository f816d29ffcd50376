using System.IO.Compression;
using Microsoft.Extensions.DependencyInjection;
using Tsunagu.BotCore;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>What people do with pages: back, again, twice, other languages, typing, old and forged forms.</summary>
public sealed class PlainPageTests
{
    [Fact]
    public async Task The_first_page_greets_and_asks()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync();
        Assert.Equal(200, page.Status);
        Assert.Equal("for-whom", page.Asked);
        Assert.Equal(["greeting"], page.Said);
        Assert.Equal("ja", page.Page.DocumentElement.GetAttribute("lang"));
        Assert.Single(page.Page.QuerySelectorAll("h1"));
        Assert.NotNull(page.Page.QuerySelector("form.exit button"));
        Assert.NotNull(page.Page.QuerySelector("form.help-now button"));
    }

    [Fact]
    public async Task Nothing_chosen_is_told_above_the_question_and_beside_the_answers()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await (await site.GetAsync()).ChooseAsync();
        Assert.Equal("for-whom", page.Asked);
        Assert.Equal("retry", page.Kind);
        var summary = page.Page.QuerySelector(".error-summary[role=alert]");
        Assert.NotNull(summary);
        Assert.NotNull(page.Page.QuerySelector(summary.QuerySelector("a")!.GetAttribute("href")!));
        Assert.All(page.Form.QuerySelectorAll("input[name=choice]"), input => Assert.Equal("error", input.GetAttribute("aria-describedby")));
        var multi = await (await ToGroups(site)).ChooseAsync();
        Assert.Equal("groups", multi.Asked);
        Assert.NotNull(multi.Page.QuerySelector(".error-summary"));
    }

    [Fact]
    public async Task Words_that_are_not_understood_ask_again_and_appear_nowhere()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await (await site.GetAsync()).TypeAsync("<script>alert(1)</script> qwertz");
        Assert.Equal("for-whom", page.Asked);
        Assert.NotNull(page.Page.QuerySelector(".error-summary"));
        Assert.DoesNotContain("qwertz", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("alert(1)", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typed_words_answer_as_in_the_chat()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await (await site.GetAsync()).TypeAsync("2");
        Assert.Equal("age", page.Asked);
    }

    [Theory]
    [InlineData()]
    [InlineData("self")]
    public async Task Words_of_danger_are_answered_first_whatever_was_chosen(params string[] chosen)
    {
        await using var site = await PlainSite.StartAsync();
        var page = await (await site.GetAsync()).TypeAsync("もう死にたい", chosen);
        Assert.Equal("safe-now", page.Asked);
        Assert.NotEmpty(page.Cards("line"));
        Assert.DoesNotContain("死にたい", page.Page.QuerySelector("form.talk")!.OuterHtml, StringComparison.Ordinal);
        // What is typed there is looked through as well.
        Assert.NotNull(page.Form.QuerySelector("input[name=text]"));
        Assert.Equal("for-whom", (await page.ChooseAsync("ok")).Asked);
    }

    [Fact]
    public async Task Harmless_words_beside_a_choice_do_not_hinder_it()
    {
        await using var site = await PlainSite.StartAsync();
        Assert.Equal("age", (await (await site.GetAsync()).TypeAsync("お願いします", "family")).Asked);
    }

    [Fact]
    public async Task Back_and_edit_from_the_summary_change_an_answer()
    {
        await using var site = await PlainSite.StartAsync();
        var groups = await ToGroups(site);
        var ward = await groups.PressAsync("back");
        Assert.Equal("ward", ward.Asked);
        var help = await (await ward.ChooseAsync("sakyo")).PressAsync("help");
        var summary = await help.PressAsync("edit");
        Assert.Equal("summary", summary.Asked);
        var edit = await summary.PressOptionAsync("age");
        Assert.Equal("age", edit.Asked);
        var after = await edit.ChooseAsync("13-18");
        Assert.Equal("groups", after.Asked);
        Assert.Contains("学校", after.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_page_goes_on_from_where_it_was()
    {
        await using var site = await PlainSite.StartAsync();
        var age = await (await site.GetAsync()).ChooseAsync("self");
        var ward = await age.ChooseAsync("13-18");
        await (await ward.ChooseAsync("kita")).ChooseAsync("school");
        // The browser's back button, and another answer.
        var again = await age.ChooseAsync("75+");
        Assert.Equal("ward", again.Asked);
        Assert.Equal("groups", (await again.ChooseAsync("minami")).Asked);
    }

    [Fact]
    public async Task Sending_a_form_twice_gives_the_same_page_twice()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync();
        var answers = await Task.WhenAll(page.ChooseAsync("self"), page.ChooseAsync("self"));
        Assert.Equal(answers[0].Asked, answers[1].Asked);
        Assert.Equal(answers[0].Text, answers[1].Text);
    }

    [Fact]
    public async Task The_language_changes_in_the_middle_and_answers_stay()
    {
        await using var site = await PlainSite.StartAsync();
        var groups = await ToGroups(site);
        var english = await groups.SwitchAsync("en");
        Assert.Equal("groups", english.Asked);
        Assert.Equal("en", english.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Next", english.Form.QuerySelector("button[value=answer]")!.TextContent);
        Assert.Equal("ward", (await english.PressAsync("back")).Asked);
        var plain = await english.SwitchAsync("ja-simple");
        Assert.Equal("ja-simple", plain.Page.DocumentElement.GetAttribute("data-locale"));
    }

    [Fact]
    public async Task Readings_are_switched_off_and_on_and_everything_on_the_page_stays()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await site.GetAsync("/handbook?lang=ja-simple");
        while (page.Cards("service").Length == 0)
            page = await page.AnswerAsync(page.Form.QuerySelector("[name=choice]:not([value=emergency]), [data-option]") is null ? [] : [page.Options.Concat(page.Form.QuerySelectorAll("[data-option]").Select(b => b.GetAttribute("data-option")!)).First()]);
        Assert.NotEmpty(page.Page.QuerySelectorAll("ruby"));
        var off = await page.ReadingsAsync();
        Assert.Empty(off.Page.QuerySelectorAll("ruby"));
        Assert.Equal(page.Cards("service"), off.Cards("service"));
        Assert.Equal(page.Said, off.Said);
        Assert.Equal(page.Asked, off.Asked);
        // It stays so on the next page, and can be switched on again there.
        var edit = await off.PressAsync("edit");
        Assert.Empty(edit.Page.QuerySelectorAll("ruby"));
        var on = await edit.ReadingsAsync();
        Assert.NotEmpty(on.Page.QuerySelectorAll("ruby"));
        Assert.Equal(edit.Asked, on.Asked);
    }

    [Fact]
    public async Task After_typed_words_no_switch_is_offered_that_would_lose_the_lines_or_repeat_the_words()
    {
        await using var site = await PlainSite.StartAsync();
        var page = await (await site.GetAsync("/handbook?lang=ja-simple")).TypeAsync("もう死にたい");
        Assert.NotEmpty(page.Cards("line"));
        Assert.Null(page.Page.QuerySelector(".readings"));
        Assert.DoesNotContain("もう死にたい", page.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_without_pages_of_its_own_has_English_around_it()
    {
        await using var site = await PlainSite.StartAsync();
        var languages = await (await site.GetAsync()).PressAsync("language");
        var chinese = await languages.PressOptionAsync("zh-Hans");
        Assert.Equal("en", chinese.Page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("zh-Hans", chinese.Page.QuerySelector(".plain")!.GetAttribute("lang"));
        Assert.Equal("for-whom", chinese.Asked);
    }

    [Fact]
    public async Task Erasing_ends_with_a_page_that_holds_nothing()
    {
        await using var site = await PlainSite.StartAsync();
        var help = await (await ToGroups(site)).PressAsync("help");
        var erased = await help.PressAsync("erase");
        Assert.Equal(200, erased.Status);
        Assert.Null(erased.Asked);
        Assert.Empty(erased.Page.QuerySelectorAll("input[name=state]"));
        Assert.Contains("\"cache\"", erased.Response.Headers.GetValues("Clear-Site-Data"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not-a-state")]
    [InlineData("CfDJ8AAAA_____")]
    public async Task A_forged_form_brings_kind_words_lines_and_the_first_question(string state)
    {
        await using var site = await PlainSite.StartAsync();
        var page = await (await ToGroups(site)).PostAsync([KeyValuePair.Create("do", "answer")], state);
        Assert.Equal(400, page.Status);
        Assert.Contains("too-old", page.Said);
        Assert.NotEmpty(page.Cards("line"));
        Assert.Equal("for-whom", page.Asked);
        Assert.Equal("age", (await page.ChooseAsync("self")).Asked);
    }

    [Fact]
    public async Task A_changed_or_old_state_is_refused()
    {
        await using var site = await PlainSite.StartAsync();
        var groups = await ToGroups(site);
        var state = groups.Form.QuerySelector("input[name=state]")!.GetAttribute("value")!;
        var middle = state.Length / 2;
        var changed = state[..middle] + (state[middle] == 'A' ? 'B' : 'A') + state[(middle + 1)..];
        Assert.Equal(400, (await groups.PostAsync([], changed)).Status);
        site.Clock.Advance(TimeSpan.FromHours(24) - TimeSpan.FromMinutes(1));
        Assert.Equal("resume", (await groups.ChooseAsync("money")).Asked);
        site.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(400, (await groups.ChooseAsync("money")).Status);
    }

    [Fact]
    public async Task Nothing_is_kept_on_the_server_in_addresses_or_in_cookies()
    {
        var counted = new CountingConversations();
        await using var site = await PlainSite.StartAsync(change: services => services.AddSingleton<IConversations>(counted));
        var page = await ToGroups(site);
        Assert.Equal(0, counted.Calls);
        Assert.False(page.Response.Headers.Contains("Set-Cookie"));
        Assert.Equal("/handbook", page.Response.RequestMessage!.RequestUri!.PathAndQuery);
        Assert.True(page.Response.Headers.CacheControl is { Private: true, NoCache: true, NoStore: false });
        // The state is opaque: no answer can be read out of the page's source.
        var state = page.Form.QuerySelector("input[name=state]")!.GetAttribute("value")!;
        Assert.DoesNotContain("kamigyo", page.Html, StringComparison.Ordinal);
        Assert.DoesNotContain("self", state, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_every_kind_is_under_thirty_kilobytes_compressed()
    {
        await using var site = await PlainSite.StartAsync();
        List<PlainVisit> pages = [await site.GetAsync(), await ToGroups(site), await Result(site)];
        pages.Add(await pages[^1].PressAsync("more"));
        pages.Add(await pages[1].PressAsync("human"));
        Assert.All(pages, page => Assert.InRange(Compressed(page.Html), 1, 30_000));
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join(' ', pages.Select(p => Compressed(p.Html))));
    }

    [Fact]
    public async Task A_turn_that_fails_still_shows_lines_and_can_be_sent_again()
    {
        await using var site = await PlainSite.StartAsync(change: services =>
            services.AddSingleton<IStatelessTurns>(provider => new StatelessTurns(new FailingRunner(provider.GetRequiredService<BotComposition>().Runner))));
        var page = await site.GetAsync();
        var failed = await page.ChooseAsync("self");
        Assert.Equal(200, failed.Status);
        Assert.NotEmpty(failed.Cards("line"));
        Assert.NotNull(failed.Page.QuerySelector("form.talk button[value=again]"));
    }

    private static async Task<PlainVisit> ToGroups(PlainSite site)
    {
        var page = await site.GetAsync();
        foreach (var answer in (string[])["self", "40-64", "kamigyo"])
            page = await page.ChooseAsync(answer);
        Assert.Equal("groups", page.Asked);
        return page;
    }

    private static async Task<PlainVisit> Result(PlainSite site)
    {
        var page = await (await ToGroups(site)).ChooseAsync("money", "care", "lonely");
        while (page.Asked != "helpful")
            page = await page.AnswerAsync(page.Options[0]);
        return page;
    }

    private static long Compressed(string html)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            gzip.Write(System.Text.Encoding.UTF8.GetBytes(html));
        return packed.Length;
    }
}
