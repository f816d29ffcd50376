using Tsunagu.Conversations;
using Tsunagu.Dialogs;

namespace Tsunagu.Host.Staff;

/// <summary>Puts together what staff are told: notices at once, reports in the morning. Nothing is counted while both are off.</summary>
internal static class StaffComposition
{
    public static void AddStaff(this IServiceCollection services, HandoffSettings? handoff, SummarySettings summary)
    {
        if (handoff is null && summary.Ways is null)
            return;
        services.AddHttpClient(WebhookWay.Client).RemoveAllLoggers().AddStandardResilienceHandler();
        services.AddSingleton(provider => new StaffWords(provider.GetRequiredService<BotComposition>().Parts));
        if (handoff is not null)
        {
            services.AddSingleton(provider => new StaffNotices(
                    WaysOf(provider, handoff.Ways), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StaffNotices>>()))
                .AddHostedService(provider => provider.GetRequiredService<StaffNotices>());
        }

        services.AddSingleton(provider => new TurnCounts(provider.GetRequiredService<ICountStore>(), at => MorningReports.DayOf(at, summary.At), Kinds(summary)));
        services.AddSingleton(provider => new StaffObserver(
            provider.GetRequiredService<TurnCounts>(), provider.GetService<StaffNotices>(), provider.GetRequiredService<StaffWords>()));
        services.AddHostedService(provider => new MorningReports(
            provider.GetRequiredService<TurnCounts>(), provider.GetRequiredService<ICountStore>(), Reports(provider, handoff, summary), summary,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<MorningReports>>()));
    }

    // Without the summary only wishes are kept: staff are told of them, and of nothing else.
    private static HashSet<string> Kinds(SummarySettings summary) => summary.Ways is null
        ? [TallyKinds.WishGroup, TallyKinds.WishHour]
        : [TallyKinds.WishGroup, TallyKinds.WishHour, TallyKinds.Talk, TallyKinds.Group, TallyKinds.Crisis, TallyKinds.Window, TallyKinds.Human];

    private static List<MorningReport> Reports(IServiceProvider provider, HandoffSettings? handoff, SummarySettings summary)
    {
        var words = provider.GetRequiredService<StaffWords>();
        return
        [
            .. WaysOf(provider, handoff?.Ways).Select(way => new MorningReport("wishes-" + way.Name, way, words.Wishes)),
            .. WaysOf(provider, summary.Ways).Select(way => new MorningReport("summary-" + way.Name, way, words.Summary)),
        ];
    }

    private static List<IStaffWay> WaysOf(IServiceProvider provider, StaffWays? ways)
    {
        List<IStaffWay> all = [];
        if (ways?.Mail is { } mail)
            all.Add(new MailWay(mail));
        if (ways?.Webhook is { } address)
            all.Add(new WebhookWay(provider.GetRequiredService<IHttpClientFactory>(), address));
        if (ways?.Folder is { } folder)
            all.Add(new FileWay(folder));
        return all;
    }
}

/// <summary>Hears of every turn that was kept.</summary>
internal sealed class StaffObserver(TurnCounts counts, StaffNotices? notices, StaffWords words)
{
    public void Observe(IReadOnlyList<Tally> tallies, DateTimeOffset at)
    {
        counts.Add(tallies, at);
        if (notices is null)
            return;
        foreach (var tally in tallies)
        {
            if (tally.Kind == TallyKinds.Handoff)
                notices.Tell(words.Handoff(tally, at));
        }
    }
}
