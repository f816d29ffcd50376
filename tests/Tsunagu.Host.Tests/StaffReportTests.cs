using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.Conversations;
using Tsunagu.Dialogs;
using Tsunagu.Host.Staff;

namespace Tsunagu.Host.Tests;

/// <summary>What staff are told in the morning: words without exact small numbers, once a day whatever happens.</summary>
public sealed class StaffReportTests
{
    private static readonly DateTimeOffset To = new(2026, 11, 25, 8, 30, 0, TimeSpan.FromHours(9));
    private static readonly DateOnly Day = new(2026, 11, 25);

    private static readonly Lazy<BotComposition> Bot = new(() => BotComposition.Create(new SiteSettings
    {
        PublicUrl = "http://127.0.0.1/",
        WebChat = new Channels.WebChat.WebChatOptions(),
        HandbookPath = Path.Combine(HostProcess.Root, "dialogs", "handbook"),
        DirectoryPath = Path.Combine(HostProcess.Root, "src", "Tsunagu.Directory.Api", "seed"),
    }, new FakeTimeProvider(To)));

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static StaffWords Words => new(Bot.Value.Parts);

    [Fact]
    public void The_summary_tells_counts_from_ten_on_and_of_fewer_only_that_they_are_fewer()
    {
        var text = Words.Summary(
        [
            new(Day, TallyKinds.Talk, "day", 9), new(Day, TallyKinds.Talk, "night", 31), new(Day, TallyKinds.Group, "money", 10), new(Day, TallyKinds.Group, "work", 1),
            new(Day, TallyKinds.Crisis, "dv", 3), new(Day, TallyKinds.Window, "nat-yorisoi", 42), new(Day, TallyKinds.Window, "nat-119", 4), new(Day, TallyKinds.WishHour, "23", 2),
        ], To.AddDays(-1), To).Text;
        Assert.StartsWith("「つなぐ」の一日のまとめ(11/24 8:30 から 11/25 8:30 まで)", text, StringComparison.Ordinal);
        Assert.Contains("夜・休日に始まった会話: 31\n", text, StringComparison.Ordinal);
        Assert.Contains("窓口が開いている時間に始まった会話: 10より少ない\n", text, StringComparison.Ordinal);
        Assert.Contains("よりそいホットライン", text, StringComparison.Ordinal);
        Assert.Contains(": 42\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("119", text, StringComparison.Ordinal);
        // Every number that is told: of the three that may be.
        Assert.Equal(["31", "10", "42"], text.Split('\n').Where(l => l.StartsWith("- ", StringComparison.Ordinal)).Select(l => l[(l.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]).Where(n => n != "10より少ない"));
    }

    [Fact]
    public void What_was_never_counted_looks_like_what_was_counted_nine_times()
    {
        var few = Words.Summary([.. Bot.Value.Parts.Handbook.Groups.Select(g => new DayCount(Day, TallyKinds.Group, g.Id, 9)), new(Day, TallyKinds.Window, "nat-119", 9)], To.AddDays(-1), To).Text;
        Assert.Equal(Words.Summary([], To.AddDays(-1), To).Text, few);
    }

    [Fact]
    public void Wishes_are_told_as_hours_and_kinds_of_worry_and_not_at_all_when_there_was_none()
    {
        Assert.Null(Words.Wishes([new(Day, TallyKinds.Human, "asked", 3)], To.AddDays(-1), To));
        var text = Words.Wishes([new(Day, TallyKinds.WishHour, "23", 1), new(Day, TallyKinds.WishHour, "02", 1), new(Day, TallyKinds.WishGroup, "money", 1), new(Day, TallyKinds.WishGroup, "none", 1)], To.AddDays(-1), To)!.Text;
        Assert.Contains("時間帯: 2時台、23時台", text, StringComparison.Ordinal);
        Assert.Contains("お金", text, StringComparison.Ordinal);
        Assert.Contains("人数: 10より少ない", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-11-25T08:29:59+09:00", "2026-11-25")]
    [InlineData("2026-11-25T08:30:00+09:00", "2026-11-26")]
    [InlineData("2026-11-24T23:59:00+09:00", "2026-11-25")]
    [InlineData("2026-11-25T00:00:00+09:00", "2026-11-25")]
    public void A_report_tells_of_the_time_up_to_its_morning(string at, string day) =>
        Assert.Equal(day, MorningReports.DayOf(DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), new TimeOnly(8, 30)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public async Task Two_machines_send_one_report_and_one_that_failed_is_sent_later()
    {
        var store = new InMemoryCountStore();
        await store.AddAsync([new DayCount(Day, TallyKinds.Talk, "night", 31), new DayCount(Day.AddDays(-20), TallyKinds.Talk, "night", 31)], Ct);
        var clock = new FakeTimeProvider(To.AddMinutes(-5));
        var way = new Way { Fails = 1 };
        using var one = Machine(store, way, clock);
        using var two = Machine(store, way, clock);
        async Task AfterAsync(TimeSpan time)
        {
            clock.Advance(time);
            await Task.WhenAll(one.RoundAsync(Ct), two.RoundAsync(Ct));
        }

        await AfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(0, way.Tried); // another machine may still write counts of the day
        await AfterAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((1, 0), (way.Tried, way.Messages.Count));
        await AfterAsync(TimeSpan.FromMinutes(5));
        Assert.Equal(1, way.Tried);
        await AfterAsync(TimeSpan.FromMinutes(6));
        Assert.Contains("31", Assert.Single(way.Messages).Text, StringComparison.Ordinal);
        await AfterAsync(TimeSpan.FromHours(3));
        Assert.Single(way.Messages);
        Assert.Empty(await store.CountsAsync(Day.AddDays(-20), Ct));
        await AfterAsync(TimeSpan.FromHours(24));
        Assert.Equal(2, way.Messages.Count);
    }

    private static MorningReports Machine(InMemoryCountStore store, Way way, FakeTimeProvider clock) => new(
        new TurnCounts(store, at => MorningReports.DayOf(at, new TimeOnly(8, 30)), new HashSet<string>(StringComparer.Ordinal)), store,
        [new MorningReport("summary", way, Words.Summary)], new SummarySettings(), clock, NullLogger<MorningReports>.Instance);

    private sealed class Way : IStaffWay
    {
        public int Fails { get; set; }

        public int Tried { get; private set; }

        public List<StaffMessage> Messages { get; } = [];

        public string Name => "test";

        public Task SendAsync(StaffMessage message, CancellationToken ct)
        {
            lock (Messages)
            {
                if (++Tried <= Fails)
                    throw new IOException("The server is away.");
                Messages.Add(message);
                return Task.CompletedTask;
            }
        }
    }
}
