using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs.Tests.Fixtures;
using Tsunagu.Directory;
using Tsunagu.Directory.Tests;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests.Clock;

/// <summary>
/// The clock is turned through a whole year, April to March, hour by hour: states, greeting, cards, result and last words are those of the
/// slow calculator (<see cref="SlowWords"/>), on the real directory. Minutes differ from day to day, so that every hour is met at its sharp
/// beginning and beside it.
/// </summary>
public sealed class YearTests
{
    private static readonly int[] Minutes = [0, 1, 30, 59];

    /// <summary>Answers that lead to windows of many hours: by day, by night, on single days, by chat.</summary>
    private static readonly Dictionary<string, string[]>[] Journeys =
    [
        Answers("money", "money-02"), Answers("work", "work-01"), Answers("health", "health-04"), Answers("trouble", "trouble-01"),
        Answers("care", "care-01"), Answers("home", "home-01"), Answers("foreign", "foreign-01"),
    ];

    private static DirectorySnapshot Directory => Real.Parts.Directory.Current;

    public static TheoryData<string> Locales => [.. Locale.All.Select(l => l.Tag)];

    [Fact]
    public void At_every_quarter_of_an_hour_every_window_is_open_or_closed_as_the_slow_calculator_says()
    {
        var all = Directory.Services.SelectMany(s => new[] { s.Hours, s.ChatHours }).OfType<OpeningHours>().DistinctBy(h => h.Text).ToList();
        Assert.NotEmpty(all);
        foreach (var hours in all)
        {
            var slow = SlowWords.Of(hours);
            for (var at = SlowYear.First; at < SlowYear.First.AddHours(SlowYear.Hours); at = at.AddMinutes(SlowHours.Step))
            {
                var state = hours.At(at, Directory.Holidays);
                var change = slow.NextChange(at);
                var expected = slow.IsOpen(at) ? new OpenState(OpenKind.Open, Until: change, AlwaysOpen: change is null) : new OpenState(OpenKind.Closed, Opens: change);
                Assert.True(state == expected, $"{hours.Text} at {at:O}: {state}, but it is {expected}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Locales))]
    public async Task At_every_hour_the_greeting_says_what_hour_it_is(string tag)
    {
        foreach (var at in EveryHour())
        {
            var talk = await Real.Talk(at, tag).Start();
            var (greeting, expected) = (talk.Said[0], new SlowWords(Locale.ParseOrJapanese(tag), at).Greeting());
            Assert.Equal("greeting", talk.Ids[0]);
            Assert.True(greeting.GetMessageData()!.FactOf(MessageData.HoursFact) == expected, $"{at:O}: {greeting.Text}\nshould end with\n{expected}");
            Assert.EndsWith(expected, greeting.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void At_every_hour_cards_tell_open_closed_the_next_opening_and_a_holiday()
    {
        var services = Directory.Services.Where(s => s.Hours is not null || s.ChatHours is not null).DistinctBy(s => (s.Hours?.Text, s.ChatHours?.Text, s.HoursSeen)).ToList();
        var clock = new FakeTimeProvider(SlowYear.First);
        var windows = new NamedWindows(Real.Parts, clock);
        var seen = 0;
        foreach (var (at, locale) in EveryHour().Zip(EachLanguage()))
        {
            clock.SetUtcNow(at);
            var words = new SlowWords(locale, at);
            foreach (var service in services)
            {
                if (windows.Find(service.Id, locale) is not { } window)
                    continue;
                seen++;
                var expected = words.State(service);
                Assert.True(window.Card.State == expected, $"{service.Id} at {at:O}: {window.Card.State}, but it is: {expected}");
            }
        }

        Assert.True(seen > SlowYear.Hours * 10, $"Only {seen} cards were looked at.");
    }

    [Fact]
    public async Task At_every_hour_a_result_says_who_listens_now_and_the_next_openings_in_order()
    {
        var number = 0;
        foreach (var (at, locale) in EveryHour().Zip(EachLanguage()))
        {
            var talk = await Real.Talk(at, locale.Tag).Start();
            await talk.Walk(Journeys[number++ % Journeys.Length]);
            var words = new SlowWords(locale, at);
            var result = talk.Said.Single(a => a.GetMessageData()!.FactOf(MessageData.IdFact) == "result");
            var cards = result.GetMessageData()!.Cards;
            var shown = cards.Where(c => c.Kind == MessageCard.Service).Select(c => Directory.FindService(c.Id)!).ToList();
            Assert.Equal(shown.Select(words.State), cards.Where(c => c.Kind == MessageCard.Service).Select(c => c.State));
            var expected = Result(words, shown, at, schemes: cards.Count > shown.Count, result.Text!, locale);
            Assert.True(result.Text == expected, $"{locale.Tag} {at:O}:\n{result.Text}\nshould be\n{expected}");
            await talk.Tap("yes");
            var end = LastWords(words, shown, at, locale);
            Assert.True(talk.Last.Question!.Hint == end, $"{locale.Tag} {at:O}:\n{talk.Last.Question.Hint}\nshould be\n{end}");
        }
    }

    private static string Result(SlowWords words, List<Service> shown, DateTimeOffset at, bool schemes, string said, Locale locale)
    {
        Assert.True(SlowWords.IsReachable(shown[0], at), $"{shown[0].Id} does not answer at {at:O}");
        List<string> lines = [words.Say("result.intro"), words.Say("result.now", ("now", words.Now))];
        if (words.Closes(shown[0]) is { } closes && closes <= at.AddHours(1))
        {
            // Whoever it is, it answers at that instant, and for more than an hour from then.
            var later = new SlowWords(locale, closes);
            var then = Directory.Services.Where(s => SlowWords.IsReachable(s, closes) && !(later.Closes(s) <= closes.AddHours(1)))
                .Select(s => words.Say("result.then", ("time", SlowWords.Clock(closes)), ("name", NameOf(s, locale)))).FirstOrDefault(said.Split('\n').Contains);
            Assert.True(then is not null, $"{at:O}: {shown[0].Id} closes at {closes:O}, and nobody is named who listens then: {said}");
            lines.Add(then);
        }

        var opening = shown.Where(s => words.Opens(s) is not null).OrderBy(words.Opens).ToList();
        if (opening.Count > 0)
            lines.AddRange([words.Say("result.opens"), .. opening.Select(s => words.Say("result.opens.line" + Assumed(s), ("time", words.When(words.Opens(s)!.Value)), ("name", NameOf(s, locale))))]);
        if (schemes)
            lines.Add(words.Say("result.schemes"));
        var language = locale.Tag.Split('-')[0];
        if (language != "ja" && shown.Exists(s => s.Languages is { Count: > 0 } spoken && !spoken.Contains(language)))
            lines.Add(words.Say("result.interpreting").Replace("{phone:city-kokoka-interpreter}", Directory.FindService("city-kokoka-interpreter")!.Phones[0].Number, StringComparison.Ordinal));
        return string.Join('\n', lines);
    }

    private static string? LastWords(SlowWords words, List<Service> shown, DateTimeOffset at, Locale locale)
    {
        List<string> lines = [];
        if (shown.Find(s => SlowWords.IsReachable(s, at)) is { } open)
            lines.Add(words.Say("end.now", ("now", words.Now), ("name", NameOf(open, locale))));
        if (shown.Find(s => words.Opens(s) is not null) is { } closed)
            lines.Add(words.Say("end.opens" + Assumed(closed), ("name", NameOf(closed, locale)), ("time", words.When(words.Opens(closed)!.Value))));
        return lines.Count > 0 ? string.Join('\n', lines) : null;
    }

    private static string Assumed(Service service) => service.HoursSeen ? "" : "-assumed";

    private static string NameOf(Service service, Locale locale) => Real.Parts.Texts.ServiceName(locale, service.Id)
        ?? (locale.Tag.StartsWith("ja", StringComparison.Ordinal) ? null : service.NameEn) ?? service.Name;

    private static IEnumerable<DateTimeOffset> EveryHour() =>
        Enumerable.Range(0, SlowYear.Hours).Select(i => SlowYear.First.AddHours(i).AddMinutes(Minutes[(i + i / 24) % Minutes.Length]));

    // Each hour of the day meets each language.
    private static IEnumerable<Locale> EachLanguage() => Enumerable.Range(0, SlowYear.Hours).Select(i => Locale.All[(i + i / 24) % Locale.All.Count]);

    private static Dictionary<string, string[]> Answers(string group, string worry) =>
        Talk.Answers(("for-whom", ["self"]), ("age", ["40-64"]), ("ward", ["kita"]), ("groups", [group]), ("worries-" + group, [worry]));
}
