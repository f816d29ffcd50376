using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests;

/// <summary>What every store of counts must do.</summary>
public abstract class CountStoreContract
{
    private static readonly DateOnly Day = new(2026, 11, 25);
    private static readonly DateTimeOffset Now = new(2026, 11, 25, 8, 31, 0, TimeSpan.FromHours(9));

    /// <summary>A store; given again it is the same data, as another machine or the same one after a restart sees it.</summary>
    protected abstract Task<ICountStore> CountsAsync();

    [Fact]
    public async Task What_several_add_adds_up_and_stays()
    {
        var (one, two) = (await CountsAsync(), await CountsAsync());
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => (i % 2 == 0 ? one : two).AddAsync(
            [new DayCount(Day, "group", "work", 2), new DayCount(Day, "group", "money", 1), new DayCount(Day.AddDays(1), "group", "money", 5)])));
        var counts = await (await CountsAsync()).CountsAsync(Day);
        Assert.Equal("money 20, work 40", string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Count}")));
    }

    [Fact]
    public async Task Of_many_that_want_to_send_a_report_one_may()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => CountsAsync()));
        var took = await Task.WhenAll(stores.Select(s => s.TakeReportAsync("summary", Day, Now, Now.AddMinutes(10))));
        Assert.Single(took, t => t);
        Assert.True(await stores[0].TakeReportAsync("wishes", Day, Now, Now.AddMinutes(10)));
        Assert.True(await stores[0].TakeReportAsync("summary", Day.AddDays(1), Now, Now.AddMinutes(10)));
    }

    [Fact]
    public async Task A_report_whose_sender_died_is_taken_over_and_a_sent_one_never_again()
    {
        var store = await CountsAsync();
        Assert.True(await store.TakeReportAsync("summary", Day, Now, Now.AddMinutes(10)));
        Assert.False(await store.TakeReportAsync("summary", Day, Now.AddMinutes(9), Now.AddMinutes(19)));
        Assert.True(await store.TakeReportAsync("summary", Day, Now.AddMinutes(10), Now.AddMinutes(20)));
        await store.FinishReportAsync("summary", Day);
        Assert.False(await (await CountsAsync()).TakeReportAsync("summary", Day, Now.AddYears(1), Now.AddYears(2)));
    }

    [Fact]
    public async Task Old_days_are_forgotten()
    {
        var store = await CountsAsync();
        await store.AddAsync([new DayCount(Day.AddDays(-1), "talk", "day", 1), new DayCount(Day, "talk", "day", 1)]);
        await store.ForgetCountsAsync(Day);
        Assert.Empty(await store.CountsAsync(Day.AddDays(-1)));
        Assert.Single(await store.CountsAsync(Day));
    }

    [Fact]
    public async Task Turns_are_summed_in_memory_and_only_the_kinds_that_are_wanted()
    {
        var store = await CountsAsync();
        var counts = new TurnCounts(store, _ => Day, new HashSet<string>([TallyKinds.Talk, TallyKinds.Group], StringComparer.Ordinal));
        for (var i = 0; i < 12; i++)
            counts.Add([new Tally(TallyKinds.Group, "money"), new Tally(TallyKinds.Window, "nat-119")], Now);
        Assert.Empty(await store.CountsAsync(Day));
        await counts.WriteAsync(TestContext.Current.CancellationToken);
        await counts.WriteAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new DayCount(Day, TallyKinds.Group, "money", 12), Assert.Single(await store.CountsAsync(Day)));
    }
}
