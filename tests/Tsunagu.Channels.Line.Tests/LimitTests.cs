using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>Whatever the engine says, LINE takes it: checked with random messages against rules written apart from the mapper.</summary>
public class LimitTests
{
    private static readonly LineOptions Options = new()
    {
        ChannelSecret = "s",
        ChannelAccessToken = "t",
        WebChat = new Uri("https://chat.example/"),
        Words = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal),
    };

    private static readonly LineMessageMapper Mapper = new(Options, new LineWords(Options));

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    // Kana, kanji, emoji of several code points, stacked marks, halves of pairs, control characters, nothing.
    private static readonly Gen<string> Piece = Pick("a", "あ", "漢字", "👨‍👩‍👧‍👦", "🇯🇵", "e\u0301\u0302\u0303", "\uD83D", "\uDE00", "\n", "\0", " ", "<b>&\"", "☑", "𠮷野家", "{phone:x}");

    private static readonly Gen<string> Text = Gen.Select(Piece.Array[0, 60], Gen.Int[1, 40], (pieces, times) => string.Concat(Enumerable.Repeat(string.Concat(pieces), times)));

    private static readonly Gen<string> Address = Gen.OneOf(
        Pick("tel:%237119", "tel:119", "tel:0-0#1", "tel:", "javascript:alert(1)", "https://例え.jp/相談?a=あ", "http://a", "no address", "line://ti/p/@x"),
        Text.Select(t => "https://a.example/" + t));

    private static readonly Gen<MessageOption> Option = Gen.Select(Text, Text, Gen.Bool, Gen.Int[1, 99], Gen.Int[1, 310], (text, label, hidden, number, length) => new MessageOption
    {
        Id = "o",
        Text = text,
        Label = hidden ? null : label,
        Number = number,
        Hidden = hidden,
        Value = new string('x', length),
    });

    private static readonly Gen<MessageOption> Command = Gen.Select(Pick("back", "now", "skip", "human", "help", "stop", "more", "edit"), Text, (id, text) =>
        new MessageOption { Id = id, Text = text, Value = "t=a;n=1;c=" + id });

    private static readonly Gen<MessageCard> Card = Gen.Select(
        Pick(MessageCard.Service, MessageCard.Scheme, MessageCard.Line), Text, Text.Null(), Text.Null(),
        Pick("open", "closed", "unknown", "none"), Gen.Select(Text, Text, (a, b) => new MessageFact(a, b)).Array[0, 12],
        Gen.Select(Text, Address, (title, address) => new CardAction(ActionTypes.OpenUrl, title, value: address)).Array[0, 6],
        (kind, title, subtitle, state, stateKind, facts, actions) => new MessageCard
        {
            Kind = kind,
            Id = "c",
            Title = title,
            Subtitle = subtitle,
            State = state,
            StateKind = stateKind,
            Badge = subtitle,
            Reason = state,
            Facts = facts,
            Actions = actions,
        });

    private static readonly Gen<Activity> Reply = Gen.Select(
        Text, Pick(MessageKinds.Question, MessageKinds.Safety, MessageKinds.Recommendation, MessageKinds.Memo, MessageKinds.Greeting),
        Option.Array[0, 25], Card.Array[0, 7], Command.Array[0, 12], Gen.Bool, Gen.Int[0, 3],
        Pick("any-more", "erase.done", "choices-only", "language.changed", "x"),
        (text, kind, options, cards, commands, multi, chosen, id) => new Activity(ActivityTypes.Message)
        {
            Text = text,
            ChannelData = new MessageData
            {
                Kind = kind,
                Locale = "ja",
                Talk = "talk",
                Turn = 3,
                HandbookVersion = "1",
                Cards = cards,
                Commands = commands,
                Data = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["message"] = JsonSerializer.SerializeToElement(id) },
                Question = options.Length == 0 ? null : new MessageQuestion
                {
                    Id = "q",
                    Kind = multi ? MessageQuestion.Multi : MessageQuestion.Single,
                    Options = options,
                    Submit = multi ? options[0] : null,
                    Heading = text,
                    Chosen = [.. options.Take(chosen).Select(o => o.Id)],
                    ChosenOptions = [.. options.Take(chosen)],
                },
            },
        });

    [Fact]
    public void Random_turns_stay_within_every_limit() => Reply.Array[1, 8].Sample(replies =>
    {
        var output = Mapper.Map(replies);
        Allowed(output.Messages);
        Allowed(output.Plain);
        if (replies[0].GetMessageData() is { Question: not null })
            Allowed(Mapper.MapPage(replies[0], 2).Messages);
        if (replies[0].GetMessageData() is { Cards.Count: > 0 })
            Allowed(Mapper.MapText(replies[0], replies[^1]).Messages);
    }, iter: 400);

    [Fact]
    public void Cutting_keeps_graphemes_whole_and_the_length() => Gen.Select(Text, Gen.Int[2, 300]).Sample((text, most) =>
    {
        var units = LineText.Units(text, most);
        Assert.InRange(units.Length, 1, most);
        Assert.Equal(units, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(units)));
        Assert.InRange(LineText.Count(LineText.Graphemes(text, most)), 1, most);
    }, iter: 2000);

    [Fact]
    public void The_rules_refuse_what_LINE_refuses()
    {
        // The checker must be able to fail: one offender for each rule that the mapper is held against.
        string[] offenders =
        [
            """[]""",
            """[{"type":"text","text":""}]""",
            """[{"type":"text","text":"TOO LONG"}]""",
            """[{"type":"text","text":"a","extra":1}]""",
            """[{"type":"text","text":"a","quickReply":{"items":[]}}]""",
            """[{"type":"text","text":"a","quickReply":{"items":[{"type":"action","action":{"type":"postback","label":"123456789012345678901","data":"d"}}]}}]""",
            """[{"type":"text","text":"a","quickReply":{"items":[{"type":"action","action":{"type":"uri","label":"a","uri":"tel:#7119"}}]}}]""",
            """[{"type":"flex","altText":"a","contents":{"type":"bubble","size":"mega","body":{"type":"box","layout":"vertical","contents":[{"type":"text","text":""}]}}}]""",
            """[{"type":"flex","altText":"a","contents":{"type":"carousel","contents":[{"type":"bubble","size":"mega"},{"type":"bubble","size":"kilo"}]}}]""",
            """[{"type":"image"}]""",
        ];
        Assert.All(offenders, json => Assert.NotEmpty(MessageRules.Check(JsonDocument.Parse(json.Replace("TOO LONG", new string('a', 5001), StringComparison.Ordinal)).RootElement)));
        Assert.Empty(MessageRules.Check(JsonDocument.Parse("""[{"type":"text","text":"a"}]""").RootElement));
    }

    [Fact]
    public void The_longest_real_records_fit_in_every_language()
    {
        using var bot = LineSite.Bot(TimeProvider.System);
        var snapshot = bot.Directory.Current;
        var words = Host.LineComposition.WordsOf(bot.Content.Texts);
        var options = Options with { Words = words };
        var mapper = new LineMessageMapper(options, new LineWords(options));
        foreach (var locale in words.Keys)
        {
            // Longer than any real card: all of a record's words in every fact.
            var cards = snapshot.Services
                .Select(s => (s.Id, s.Name, Words: string.Join('、', s.Name, s.Organization, s.Summary, s.Who, s.Url, string.Join('、', s.Phones.Select(p => p.Note)))))
                .Concat(snapshot.Schemes.Select(s => (s.Id, s.Name, Words: string.Join('、', s.Name, s.Gives, s.Who, s.ApplyAt, s.Deadline, s.Url))))
                .OrderByDescending(r => r.Words.Length).Take(25)
                .Select(r => new MessageCard
                {
                    Kind = MessageCard.Service,
                    Id = r.Id,
                    Title = r.Name,
                    Subtitle = r.Words,
                    State = r.Words,
                    StateKind = "open",
                    Badge = r.Name,
                    Reason = r.Words,
                    Facts = [.. Enumerable.Range(0, 8).Select(_ => new MessageFact(r.Name, r.Words))],
                    Actions = [.. snapshot.Services.SelectMany(s => s.Phones).Take(3).Select(p => new CardAction(ActionTypes.Call, r.Name, value: "tel:" + p.Number))],
                });
            foreach (var five in cards.Chunk(5))
            {
                var output = mapper.Map([new Activity(ActivityTypes.Message)
                {
                    Text = "a",
                    ChannelData = new MessageData { Kind = MessageKinds.Recommendation, Locale = locale, Talk = "t", Turn = 1, HandbookVersion = "1", Cards = five },
                }]);
                Allowed(output.Messages);
                Allowed(output.Plain);
                Assert.Contains(output.Messages, m => m["type"]!.GetValue<string>() == "flex");
            }
        }
    }

    [Fact]
    public void The_short_emergency_number_becomes_an_address_that_a_phone_understands()
    {
        Assert.Equal("tel:%237119", LineActions.AddressOf("tel:%237119"));
        Assert.Equal("tel:%237119", LineActions.AddressOf("tel:#7119"));
        Assert.Null(LineActions.AddressOf("javascript:alert(1)"));
        Assert.Equal("https://xn--r8jz45g.jp/%E7%9B%B8%E8%AB%87", LineActions.AddressOf("https://例え.jp/相談"));
    }

    private static void Allowed(IReadOnlyList<JsonObject> messages)
    {
        if (messages.Count == 0)
            return;
        var json = Encoding.UTF8.GetString(LineJson.Bytes(LineJson.Array(messages)));
        using var document = JsonDocument.Parse(json);
        var findings = MessageRules.Check(document.RootElement);
        Assert.True(findings.Count == 0, string.Join("; ", findings.Select(f => $"{f.Property}: {f.Message}")));
    }
}
