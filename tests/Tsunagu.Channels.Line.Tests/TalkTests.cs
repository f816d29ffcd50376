using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>Talks as a person has them in the app, over the real webhook and the real engine.</summary>
public class TalkTests
{
    private static string NewUser() => "U" + Guid.NewGuid().ToString("N");

    [Fact]
    public async Task The_greeting_is_three_short_messages_with_the_first_question_last()
    {
        await using var site = await LineSite.StartAsync();
        var messages = await site.SayAsync(Fixtures.With("follow", NewUser()));
        Assert.Equal(3, messages.Count);
        Assert.Contains("機械", messages[0]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("試作です", messages[0]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("72時間", messages[1]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("119", messages[1]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("\n1 わたしのこと", messages[2]["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("いますぐ助けてほしい", messages.Buttons().Select(b => b["label"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_tap_a_number_and_words_answer_alike()
    {
        await using var site = await LineSite.StartAsync();
        foreach (var way in new[] { "tap", "2", "家族のこと" })
        {
            var user = NewUser();
            var first = await site.SayAsync(Fixtures.With("follow", user));
            var next = await site.SayAsync(way == "tap" ? Fixtures.Tap(first.Data("家族のこと"), user) : Fixtures.Text(way, user));
            Assert.NotEqual(first.Words(), next.Words());
            Assert.Contains("戻る", next.Buttons().Select(b => b["label"]!.GetValue<string>()));
            Assert.Contains("その人", next.Words(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task On_a_PC_which_shows_no_buttons_a_whole_talk_goes_by_typed_numbers_and_words()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var messages = await site.SayAsync(Fixtures.With("follow", user));
        for (var turn = 0; turn < 40 && !messages.Any(m => m["contents"]?["type"]?.GetValue<string>() == "carousel"); turn++)
        {
            var asked = (await AskedAsync(site, user))[^1].Question!;
            // What can be typed stands in the words, of every page of the buttons.
            Assert.All(asked.Options, o => Assert.Contains($"{o.Number} {o.Text}", messages.Words() + messages.Flex(), StringComparison.Ordinal));
            messages = await site.SayAsync(Fixtures.Text(asked.Chosen.Count > 0 ? asked.Submit!.Text : "1", user));
        }

        Assert.Contains(messages, m => m["contents"]?["type"]?.GetValue<string>() == "carousel");
        Assert.Contains("■", (await site.SayAsync(Fixtures.Text("文字で見る", user))).Words(), StringComparison.Ordinal);
        Assert.Contains("110", (await site.SayAsync(Fixtures.Text("いますぐ助けてほしい", user))).Words(), StringComparison.Ordinal);
        Assert.Contains("わたしのこと", (await site.SayAsync(Fixtures.Text("最初から", user))).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_taps_at_the_same_moment_are_one_choice()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var first = await site.SayAsync(Fixtures.With("follow", user));
        var data = first.Data("わたしのこと");
        await Task.WhenAll(site.DeliverAsync(Fixtures.Tap(data, user)), site.DeliverAsync(Fixtures.Tap(data, user)));
        await site.SettleAsync();
        var asked = await AskedAsync(site, user);
        // One step only: both answers end at the same second question.
        Assert.Equal(2, asked.Select(d => d.Turn).Distinct().Count());
        Assert.Equal(asked[^1].Question!.Id, asked[^2].Question!.Id);
    }

    [Fact]
    public async Task A_redelivered_event_has_no_second_effect_and_no_second_answer()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var first = await site.SayAsync(Fixtures.With("follow", user));
        var tap = Fixtures.Tap(first.Data("わたしのこと"), user);
        Assert.NotEmpty(await site.SayAsync(tap));
        tap["deliveryContext"]!["isRedelivery"] = true;
        Assert.Empty(await site.SayAsync(tap));
        Assert.Equal(2, (await AskedAsync(site, user)).Count);
    }

    [Fact]
    public async Task Shuffled_and_old_taps_are_answered_kindly_with_the_present_question()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var first = await site.SayAsync(Fixtures.With("follow", user));
        var second = await site.SayAsync(Fixtures.Tap(first.Data("わたしのこと"), user));
        foreach (var old in new[] { first.Data("友だち・近所の人のこと"), "t=other;n=9;q=age;o=19-29;v=0", "data of another bot" })
        {
            var again = await site.SayAsync(Fixtures.Tap(old, user));
            Assert.Equal(second.Buttons().Select(b => b["data"]!.GetValue<string>()), again.Buttons().Select(b => b["data"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Stickers_pictures_and_voices_are_answered_with_the_choices_again()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var first = await site.SayAsync(Fixtures.With("follow", user));
        foreach (var kind in new[] { "message-sticker", "message-image", "message-video", "message-audio", "message-file", "message-unknown" })
        {
            var answer = await site.SayAsync(Fixtures.With(kind, user));
            Assert.Equal(first.Buttons().Select(b => b["data"]!.GetValue<string>()), answer.Buttons().Select(b => b["data"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task Words_of_danger_bring_numbers_at_once_under_a_neutral_first_line()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        await site.SayAsync(Fixtures.With("follow", user));
        var answer = await site.SayAsync(Fixtures.Text("もう終わりにしたい", user));
        Assert.StartsWith("つなぐからのお返事です", answer.Words(), StringComparison.Ordinal);
        Assert.Contains("■", answer.Words(), StringComparison.Ordinal);
        var calls = answer.SelectMany(m => Actions(m)).Where(a => a["type"]!.GetValue<string>() == "uri").Select(a => a["uri"]!.GetValue<string>()).ToList();
        Assert.Contains(calls, c => c.StartsWith("tel:", StringComparison.Ordinal));
        Assert.DoesNotContain("終わりにしたい", string.Concat(site.Line.Calls.Select(c => System.Text.Encoding.UTF8.GetString(c.Body))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_menu_works_in_any_state_and_after_months()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        Assert.Contains("110", (await site.SayAsync(Fixtures.Tap(ButtonToken.OfMenu("now"), user))).Words(), StringComparison.Ordinal);
        var first = await site.SayAsync(Fixtures.Tap(ButtonToken.OfMenu("continue"), user));
        await site.SayAsync(Fixtures.Tap(first.Data("家族のこと"), user));
        var restarted = await site.SayAsync(Fixtures.Tap(ButtonToken.OfMenu("restart"), user));
        Assert.Contains("わたしのこと", restarted.Buttons().Select(b => b["label"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Erasing_says_that_LINEs_own_history_stays_and_forgets_everything_here()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        await site.SayAsync(Fixtures.With("follow", user));
        var answer = await site.SayAsync(Fixtures.Text("消して", user));
        Assert.Contains("LINE のトーク画面の記録", answer.Words(), StringComparison.Ordinal);
        Assert.Null(await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(user), 0));
        Assert.Equal("相談先をさがす", Assert.Single(answer.Buttons())["label"]!.GetValue<string>());
    }

    [Fact]
    public async Task Blocking_erases_and_coming_back_greets_anew()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var first = await site.SayAsync(Fixtures.With("follow", user));
        await site.SayAsync(Fixtures.Tap(first.Data("家族のこと"), user));
        await site.SayAsync(Fixtures.With("unfollow", user));
        Assert.Null(await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(user), 0));
        Assert.Equal(3, (await site.SayAsync(Fixtures.With("follow-unblocked", user))).Count);
    }

    [Fact]
    public async Task A_message_taken_back_takes_along_what_it_chose()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var first = await site.SayAsync(Fixtures.With("follow", user));
        var typed = Fixtures.Text("家族のこと", user);
        typed["message"]!["id"] = "468692969999";
        await site.SayAsync(typed);
        Assert.Empty(await site.SayAsync(Fixtures.With("unsend", user, e => e["unsend"]!["messageId"] = "468692969999")));
        var now = await site.SayAsync(Fixtures.Tap(ButtonToken.OfMenu("continue"), user));
        Assert.Equal(first.Buttons().Select(b => b["label"]!.GetValue<string>()).Take(4), now.Buttons().Select(b => b["label"]!.GetValue<string>()).Take(4));
    }

    [Theory]
    [InlineData(34.9858, 135.7588, "下京区")]
    [InlineData(34.9361, 135.7614, "伏見区")]
    [InlineData(34.6937, 135.5023, "京都市の外")]
    [InlineData(34.8889, 135.8000, "京都市の外")]
    public async Task A_shared_place_chooses_the_ward_after_asking(double latitude, double longitude, string expected)
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        await site.SayAsync(Fixtures.With("follow", user));
        var asked = await site.SayAsync(Fixtures.With("message-location", user, e => (e["message"]!["latitude"], e["message"]!["longitude"]) = (latitude, longitude)));
        Assert.Contains(expected, asked.Words(), StringComparison.Ordinal);
        var after = await site.SayAsync(Fixtures.Tap(asked.Data("はい"), user));
        Assert.DoesNotContain("場所", after.Words(), StringComparison.Ordinal);
        // Coordinates are nowhere in what is kept.
        var history = (await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(user), 0))!;
        Assert.DoesNotContain(history.Activities, a => a.ToJson().Contains("135.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_free_text_words_are_checked_for_danger_and_answered_with_choices_and_the_web_chat()
    {
        await using var site = await LineSite.StartAsync(o => o with { FreeText = false, WebChat = new Uri("https://chat.example/") });
        var user = NewUser();
        var first = await site.SayAsync(Fixtures.With("follow", user));
        var answer = await site.SayAsync(Fixtures.Text("家族のことで悩んでいます", user));
        Assert.Contains("https://chat.example/", answer.Words(), StringComparison.Ordinal);
        Assert.Equal(first.Buttons().Select(b => b["data"]!.GetValue<string>()), answer.Buttons().Select(b => b["data"]!.GetValue<string>()));
        Assert.Contains("その人", (await site.SayAsync(Fixtures.Text("2", user))).Words(), StringComparison.Ordinal);
        Assert.Contains("死にたいほど", (await site.SayAsync(Fixtures.Text("死にたい", user))).Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Choosing_a_language_brings_its_menu()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var asked = await site.SayAsync(Fixtures.Tap(ButtonToken.OfMenu("language"), user));
        Assert.Equal("tsunagu-ja", site.Platform.AliasOf(user));
        await site.SayAsync(Fixtures.Tap(asked.Data("English"), user));
        Assert.Equal("tsunagu-en", site.Platform.AliasOf(user));
    }

    [Fact]
    public async Task A_whole_talk_ends_with_cards_and_their_text()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var messages = await site.SayAsync(Fixtures.With("follow", user));
        for (var turn = 0; turn < 40 && !messages.Any(m => m["type"]!.GetValue<string>() == "flex" && m["contents"]!["type"]!.GetValue<string>() == "carousel"); turn++)
        {
            Assert.InRange(messages.Count, 1, 5);
            var buttons = messages.Buttons();
            var next = buttons.FirstOrDefault(b => b["label"]!.GetValue<string>() == "選びおわった") ?? buttons[0];
            messages = await site.SayAsync(Fixtures.Tap(next["data"]!.GetValue<string>(), user));
        }

        Assert.Contains(messages, m => m["type"]!.GetValue<string>() == "flex");
        Assert.All(messages.Where(m => m["altText"] is not null), m => Assert.Equal("ご案内をお送りしました。ひらいて読んでください。", m["altText"]!.GetValue<string>()));
        var text = await site.SayAsync(Fixtures.Tap(messages.Data("文字で見る"), user));
        Assert.Contains("■", text.Words(), StringComparison.Ordinal);
        Assert.Contains("役に立ちましたか", messages.Words(), StringComparison.Ordinal);
        Assert.Empty(site.Platform.Refusals);
        Assert.Equal(0, site.Platform.Pushes);
    }

    [Fact]
    public async Task More_than_nine_answers_come_in_pages_and_all_can_be_reached()
    {
        await using var site = await LineSite.StartAsync();
        var user = NewUser();
        var messages = await site.SayAsync(Fixtures.With("follow", user));
        for (var turn = 0; turn < 40 && messages.Buttons().All(b => b["label"]!.GetValue<string>() != "つぎへ"); turn++)
            messages = await site.SayAsync(Fixtures.Tap(messages.Buttons()[0]["data"]!.GetValue<string>(), user));
        var next = await site.SayAsync(Fixtures.Tap(messages.Data("つぎへ"), user));
        Assert.NotEqual(messages.Buttons()[0]["label"]!.GetValue<string>(), next.Buttons()[0]["label"]!.GetValue<string>());
        Assert.Contains("いますぐ助けてほしい", next.Buttons().Select(b => b["label"]!.GetValue<string>()));
        Assert.NotEmpty(await site.SayAsync(Fixtures.Tap(next.Buttons()[0]["data"]!.GetValue<string>(), user)));
    }

    private static async Task<IReadOnlyList<MessageData>> AskedAsync(LineSite site, string user) =>
        [.. (await site.Conversations.ReadAsync(new UserIds(site.Options).KeyOf(user), 0))!.Activities.Select(a => a.GetMessageData()).Where(d => d?.Question is not null).Select(d => d!)];

    private static IEnumerable<JsonNode> Actions(JsonNode node) => node switch
    {
        JsonObject o => (o["action"] is { } action ? new[] { action } : []).Concat(o.Where(p => p.Value is not null && p.Key != "action").SelectMany(p => Actions(p.Value!))),
        JsonArray a => a.Where(x => x is not null).SelectMany(x => Actions(x!)),
        _ => [],
    };
}
