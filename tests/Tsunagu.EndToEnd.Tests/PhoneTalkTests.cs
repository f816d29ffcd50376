using static Microsoft.Playwright.Assertions;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>A talk on a phone, 390 px wide, by touch.</summary>
[Collection(WebCollection.Name)]
public sealed class PhoneTalkTests(WebFixture web)
{
    [Fact]
    public async Task A_talk_by_touch_ends_with_a_window_that_is_open()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var page = await visitor.NewTabAsync();
        await page.GotoAsync("/");
        Assert.DoesNotContain(visitor.Requests, r => r.Contains("webchat.js", StringComparison.Ordinal));
        await page.Locator("#start").TapAsync();
        var talk = new Talk(page);
        await talk.WaitForQuestionAsync();
        await Expect(talk.Now).ToBeInViewportAsync();
        foreach (var option in await talk.Options.AllAsync())
        {
            var box = (await option.BoundingBoxAsync())!;
            Assert.True(box.Height >= 44 && box.Width > 300, $"an answer is {box.Width} x {box.Height}");
        }

        await talk.GoToResultsAsync(what => what.TapAsync());
        var first = talk.Results.First;
        await Expect(first.Locator(".state.open")).ToContainTextAsync("いま");
        Assert.StartsWith("tel:", await first.Locator("a.call").First.GetAttributeAsync("href"), StringComparison.Ordinal);
        await Expect(talk.Now).ToBeInViewportAsync();
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
        Assert.Empty(await visitor.Context.CookiesAsync());
    }

    [Fact]
    public async Task Help_now_shows_lines_at_any_question()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        await talk.Now.TapAsync();
        await Expect(talk.Find("article.card.line").First).ToBeVisibleAsync();
        await Expect(talk.Find(".says.safety a[href='tel:119']")).ToBeVisibleAsync();
        await talk.WaitForQuestionAsync();
    }

    [Fact]
    public async Task A_reload_goes_on_without_a_word()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        var question = await talk.Question.InnerTextAsync();
        await talk.Page.ReloadAsync();
        await talk.WaitForQuestionAsync();
        await Expect(talk.Question).ToHaveTextAsync(question);
        await Expect(talk.Find(".talk-body")).ToContainTextAsync("わたしのこと");
    }

    [Fact]
    public async Task A_phone_that_slept_longer_than_its_token_lives_goes_on()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        await talk.Page.GotoAsync("/about");
        await talk.Page.EvaluateAsync("sessionStorage.setItem('talk', JSON.stringify({ ...JSON.parse(sessionStorage.getItem('talk')), token: 'ended' }))");
        await talk.Page.GotoAsync("/");
        await talk.WaitForQuestionAsync();
        await Expect(talk.Find(".talk-body")).ToContainTextAsync("わたしのこと");
    }

    [Fact]
    public async Task A_new_tab_only_asks_whether_to_go_on()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        await talk.AnswerAsync("30〜39歳");
        var question = await talk.Question.InnerTextAsync();
        var other = await visitor.OpenTalkAsync();
        await Expect(other.Options).ToHaveTextAsync(["つづける", "消す"]);
        await Expect(other.Question).ToHaveTextAsync("続きがあります。");
        Assert.DoesNotContain("30〜39歳", await other.Find(".talk-body").InnerTextAsync(), StringComparison.Ordinal);
        await other.AnswerAsync("つづける");
        await Expect(other.Question).ToHaveTextAsync(question);
    }

    [Fact]
    public async Task In_a_new_tab_the_talk_can_be_erased_unseen()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        var other = await visitor.OpenTalkAsync();
        await other.Options.GetByText("消す").TapAsync();
        await Expect(other.Find(".talk-over p")).ToContainTextAsync("消しました");
        // The first tab learns of it by an event, shows nothing of the talk any more, begins none by itself and writes nothing down again.
        await Expect(talk.Find(".talk-over p")).ToContainTextAsync("消しました");
        await Expect(talk.Find(".talk-body")).ToBeHiddenAsync();
        await other.Page.WaitForFunctionAsync("() => localStorage.getItem('talk') === null");
        await other.Find(".talk-over button").TapAsync();
        await Expect(other.Question).ToHaveTextAsync("だれのことですか?");
    }

    [Fact]
    public async Task After_fifteen_idle_minutes_only_the_question_whether_to_go_on_is_seen()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        // Sixteen minutes in no time: the client's keep-alive fires on a socket that closes at that moment.
        visitor.Expected.Add("CLOSING");
        var page = await visitor.NewTabAsync();
        await page.Clock.InstallAsync();
        await page.GotoAsync("/");
        await page.Locator("#start").TapAsync();
        var talk = new Talk(page);
        await talk.WaitForQuestionAsync();
        await talk.AnswerAsync("わたしのこと");
        await page.Clock.FastForwardAsync("16:00");
        await Expect(talk.Options).ToHaveTextAsync(["つづける", "消す"]);
        Assert.DoesNotContain("わたしのこと", await talk.Find(".talk-body").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_sign_of_violence_the_talk_lives_in_its_tab_alone()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        Assert.NotNull(await talk.StoredAsync("local"));
        await talk.AnswerAsync("30〜39歳");
        await talk.AnswerAsync("左京区");
        await talk.TickAsync(["暴力・虐待・被害"]);
        Assert.Null(await talk.StoredAsync("local"));
        Assert.NotNull(await talk.StoredAsync("session"));
        var other = await visitor.OpenTalkAsync();
        await Expect(other.Question).ToHaveTextAsync("だれのことですか?");
        await talk.Page.ReloadAsync();
        await talk.WaitForQuestionAsync();
        await Expect(talk.Question).Not.ToHaveTextAsync("だれのことですか?");
    }

    [Fact]
    public async Task Erase_forgets_the_talk_here_and_on_the_server()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        var stored = (await talk.StoredAsync("session"))!.Value;
        await talk.SayAsync("消して");
        await Expect(talk.Find(".talk-over p")).ToContainTextAsync("消しました");
        Assert.DoesNotContain("わたしのこと", await talk.Find(".talk").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Null(await talk.StoredAsync("session"));
        Assert.Null(await talk.StoredAsync("local"));
        Assert.Equal(404, await Server.ReadAsync(web.Host.Url, stored));
    }

    [Fact]
    public async Task Several_choices_are_made_with_boxes_and_sent_at_once()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        await talk.AnswerAsync("30〜39歳");
        await talk.AnswerAsync("左京区");
        await talk.TickAsync(["仕事", "住まい"], what => what.TapAsync());
        await Expect(talk.Find(".webchat__stacked-layout--from-user").Last).ToContainTextAsync("仕事、住まい");
    }

    [Fact]
    public async Task The_language_can_be_changed_at_any_question_and_answers_stay()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        await talk.Find(".talk-bar select").SelectOptionAsync("en");
        await Expect(talk.Question).ToContainTextAsync("old");
        await Expect(talk.Now).ToHaveTextAsync("I need help now");
        await Expect(talk.Find(".talk-bar .exit button")).ToHaveTextAsync("Exit this page");
        await Expect(talk.Box).ToHaveAttributeAsync("placeholder", "You can also write");
    }

    [Fact]
    public async Task The_text_can_be_made_larger()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        var before = (await talk.Options.First.BoundingBoxAsync())!.Height;
        await talk.Find(".talk-bar .size").TapAsync();
        await talk.Find(".talk-bar .size").TapAsync();
        Assert.True((await talk.Options.First.BoundingBoxAsync())!.Height > before * 1.2);
        Assert.True(await talk.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth"));
    }

    [Fact]
    public async Task What_a_person_types_is_shown_as_text_and_is_not_there_after_a_reload()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        var talk = await visitor.OpenTalkAsync();
        await talk.SayAsync("<img src=x onerror=\"document.title='run'\"><b>太い</b>");
        await Expect(talk.Find(".webchat__stacked-layout--from-user").Last).ToContainTextAsync("<b>太い</b>");
        await Expect(talk.Find(".webchat__stacked-layout--from-user b")).ToHaveCountAsync(0);
        Assert.NotEqual("run", await talk.Page.TitleAsync());
        await talk.Page.ReloadAsync();
        await talk.WaitForQuestionAsync();
        Assert.DoesNotContain("太い", await talk.Find(".talk").InnerTextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_connection_the_person_is_told_and_the_talk_goes_on_afterwards()
    {
        await using var visitor = await Visitor.PhoneAsync(web);
        visitor.Expected.Add("ERR_INTERNET_DISCONNECTED");
        var talk = await visitor.OpenTalkAsync();
        await talk.AnswerAsync("わたしのこと");
        await visitor.Context.SetOfflineAsync(true);
        await Expect(talk.Find(".talk-line")).ToContainTextAsync("つながっていません");
        await visitor.Context.SetOfflineAsync(false);
        await Expect(talk.Find(".talk-line")).ToBeHiddenAsync();
        await talk.AnswerAsync("30〜39歳");
        await Expect(talk.Options.GetByText("左京区")).ToBeVisibleAsync();
    }
}
