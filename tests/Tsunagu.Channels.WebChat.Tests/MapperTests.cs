using System.Text.Json;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat.Tests;

public class MapperTests
{
    [Fact]
    public void One_answer_becomes_buttons_options_first_skip_before_back()
    {
        var wire = Wire(Messages.Question(0));
        var actions = wire.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().ToArray();
        Assert.Equal(["Myself", "For somebody else", "I would rather not say", "Back", "Help now"], actions.Select(a => a.GetProperty("title").GetString()));
        Assert.All(actions, a => Assert.Equal("messageBack", a.GetProperty("type").GetString()));
        Assert.Equal("For myself, I think", actions[0].GetProperty("text").GetString());
        Assert.Equal("t=t1;n=1;q=q;o=self", actions[0].GetProperty("value").GetString());
        Assert.Equal("expectingInput", wire.GetProperty("inputHint").GetString());
        Assert.False(wire.TryGetProperty("attachments", out _));
    }

    [Fact]
    public void Several_answers_become_a_card_with_boxes_to_tick()
    {
        var wire = Wire(Messages.Several("home"));
        var card = wire.GetProperty("attachments")[0].GetProperty("content");
        var input = card.GetProperty("body")[0];
        Assert.Equal("choices", input.GetProperty("id").GetString());
        Assert.True(input.GetProperty("isMultiSelect").GetBoolean());
        Assert.Equal("home", input.GetProperty("value").GetString());
        Assert.Equal(["money", "home"], input.GetProperty("choices").EnumerateArray().Select(c => c.GetProperty("value").GetString()));
        var submit = card.GetProperty("actions")[0];
        Assert.Equal("Action.Submit", submit.GetProperty("type").GetString());
        Assert.Equal("t=t1;n=1;q=q;o=submit", submit.GetProperty("data").GetProperty("token").GetString());
        Assert.Equal(["Back"], wire.GetProperty("suggestedActions").GetProperty("actions").EnumerateArray().Select(a => a.GetProperty("title").GetString()));
    }

    [Fact]
    public void A_window_becomes_a_card_and_its_facts_stand_in_the_channel_data()
    {
        var wire = Wire(Messages.Cards(new CardAction(ActionTypes.Call, "Call", value: "tel:%237119"), new CardAction(ActionTypes.OpenUrl, "Page", value: "https://a.example/")));
        var card = wire.GetProperty("attachments")[0].GetProperty("content");
        Assert.Equal(["state-open", "badge", "title", "reason", "facts"], card.GetProperty("body").EnumerateArray().Select(e => e.GetProperty("id").GetString()));
        Assert.Equal(["tel:%237119", "https://a.example/"], card.GetProperty("actions").EnumerateArray().Select(a => a.GetProperty("url").GetString()));
        var data = wire.GetProperty("channelData");
        Assert.Equal("open", data.GetProperty("services")[0].GetProperty("open").GetProperty("state").GetString());
        Assert.Equal("recommendation", data.GetProperty("kind").GetString());
        Assert.Equal("1.0.0+abcdef01", data.GetProperty("handbookVersion").GetString());
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("/relative")]
    public void A_link_that_a_browser_might_run_is_left_out(string address)
    {
        var card = Wire(Messages.Cards(new CardAction(ActionTypes.OpenUrl, "Page", value: address))).GetProperty("attachments")[0].GetProperty("content");
        Assert.False(card.TryGetProperty("actions", out _));
    }

    [Fact]
    public void The_history_itself_stays_as_it_was()
    {
        var activity = Messages.Question(0);
        WebMessageMapper.ToWire(activity);
        Assert.IsType<MessageData>(activity.ChannelData);
        Assert.Null(activity.SuggestedActions);
    }

    [Fact]
    public void A_person_s_own_activity_is_echoed_as_it_came()
    {
        var activity = Messages.Question(0);
        activity.From = new ChannelAccount("p", role: RoleTypes.User);
        Assert.Same(activity, WebMessageMapper.ToWire(activity));
    }

    [Fact]
    public void A_prompt_that_went_through_JSON_looks_the_same()
    {
        var once = ActivityJson.Deserialize(ActivityJson.Serialize(Messages.Cards(new CardAction(ActionTypes.Call, "Call", value: "tel:119"))));
        Assert.Equal("tel:119", Wire(once).GetProperty("attachments")[0].GetProperty("content").GetProperty("actions")[0].GetProperty("url").GetString());
    }

    private static JsonElement Wire(Activity activity) => JsonDocument.Parse(ActivityJson.Serialize(WebMessageMapper.ToWire(activity))).RootElement;
}
