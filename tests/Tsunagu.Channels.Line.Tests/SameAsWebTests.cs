using System.Text.Json.Nodes;
using Tsunagu.BotCore;
using Tsunagu.Conversations.Transcripts;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>The same talk comes to the same outcome on LINE as on the web: both are driven over one engine, and what was said is compared by ids.</summary>
public class SameAsWebTests
{
    public static TheoryData<string> Talks =>
    [
        "[self] | [19-29] | /back | [30-39] | [shimogyo]",
        "[family] | 家賃が払えない | /human | /skip | /skip | /skip",
        "もう終わりにしたい | [unsure] | /back | [self]",
        "[friend] | /help | /language | [en] | 1 | /now",
        "[self] | [13-18] | {sticker} | /stop | [continue] | /erase",
    ];

    [Theory]
    [MemberData(nameof(Talks))]
    public async Task A_talk_goes_the_same_way(string talk)
    {
        var steps = talk.Split(" | ");
        await using var site = await LineSite.StartAsync();
        var user = "U" + Guid.NewGuid().ToString("N");
        var line = new UserIds(site.Options).KeyOf(user);
        var web = new ConversationKey(BotCore.Channels.Webchat, Guid.NewGuid().ToString("N"));
        await site.Conversations.BeginAsync(web, "ja");
        var joined = new Activity(ActivityTypes.ConversationUpdate) { MembersAdded = [new ChannelAccount("person", role: RoleTypes.User)] };
        var webSaid = (await site.Conversations.ReceiveAsync(web, new IncomingEvent("start", joined))).Replies.ToList();
        await site.SayAsync(Fixtures.With("follow", user));

        for (var i = 0; i < steps.Length; i++)
        {
            var present = webSaid.Last(a => a.GetMessageData()?.Question is not null).GetMessageData()!;
            webSaid.AddRange((await site.Conversations.ReceiveAsync(web, new IncomingEvent($"e{i}", OnWeb(steps[i], present)))).Replies);
            var history = await site.Conversations.ReadAsync(line, 0);
            var asked = history!.Activities.Last(a => a.GetMessageData()?.Question is not null).GetMessageData()!;
            var answer = await site.SayAsync(OnLine(steps[i], asked, user));
            Assert.NotEmpty(answer);
        }

        if (await site.Conversations.ReadAsync(line, 0) is { } end)
            Assert.Equal(Lines(webSaid), Lines(end.Activities));
        else
            Assert.Null(await site.Conversations.ReadAsync(web, 0));
    }

    private static List<string> Lines(IEnumerable<Activity> activities) =>
        [.. activities.Where(a => a.GetMessageData() is not null).Select(MessageLines.Of)];

    private static Activity OnWeb(string step, MessageData present) => step switch
    {
        "{sticker}" => new Activity(ActivityTypes.Message) { Attachments = [new Attachment("application/vnd.sticker")] },
        _ when Value(step, present) is { } value => new Activity(ActivityTypes.Message) { Value = value },
        _ => new Activity(ActivityTypes.Message) { Text = step },
    };

    private static JsonObject OnLine(string step, MessageData present, string user) => step switch
    {
        "{sticker}" => Fixtures.With("message-sticker", user),
        _ when Value(step, present) is { } value => Fixtures.Tap(value, user),
        _ => Fixtures.Text(step, user),
    };

    private static string? Value(string step, MessageData present) => step switch
    {
        ['[', .. var id, ']'] => present.Question!.Options.First(o => o.Id == id).Value,
        ['/', .. var id] => present.Commands.FirstOrDefault(c => c.Id == id)?.Value ?? ButtonToken.OfMenu(id),
        _ => null,
    };
}
