using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Dialogs;
using Tsunagu.Host;
using Activity = Tsunagu.BotCore.Activity;

namespace Tsunagu.Benchmarks;

/// <summary>
/// Turns per second within one process: the real handbook, ten-question talks, the store that is named.
/// <c>--engine=runner</c> measures the bare turn, <c>local</c> the engine without a silo, <c>grain</c> the engine as it runs in the host.
/// <c>--read=yes</c> lets people read what they were answered, as a web client does. <c>--stored=N</c> fills the store with N conversations first, <c>--active=N</c> lets N people begin a talk and think.
/// </summary>
internal static class TurnBenchmark
{
    public static async Task<int> RunAsync(Arguments args)
    {
        var folder = args.Text("path", "") is { Length: > 0 } given ? given : System.IO.Directory.CreateTempSubdirectory("tsunagu-bench-").FullName;
        var root = SiteRoot.Find(System.IO.Directory.GetCurrentDirectory(), AppContext.BaseDirectory);
        using var bot = BotComposition.Create(SiteSettings.Read(new ConfigurationBuilder().Build(), root, development: true), TimeProvider.System);
        // The code is compiled for the second time while it warms up: with less than some ten seconds that is measured instead.
        var (clients, seconds, warm) = (args.Number("clients", 64), args.Number("seconds", 20), args.Number("warm", 15));
        var (active, reads) = (args.Number("active", 0), args.Text("read", "no") == "yes");
        if (args.Text("engine", "grain") == "runner")
            return await MeasureAsync(clients, active, warm, seconds, n => new BareTalk(bot.Runner, n));

        var options = new ConversationOptions { MaxConversations = int.MaxValue };
        await using var database = args.Text("store", "sqlite") switch
        {
            "sqlite" => await ConversationStores.OpenSqliteAsync(folder),
            "postgres" => await ConversationStores.OpenPostgresAsync(args.Text("postgres", "")),
            _ => null,
        };
        IConversationStore store = database is null
            ? new InMemoryConversationStore(options)
            : await database.StartAsync(new NoProtector(), TimeProvider.System, options);
        await FillAsync(store, bot.Runner, args.Number("stored", 0));
        var engine = new ConversationEngine(bot.Runner, store, TimeProvider.System, options, onError: static e => Console.Error.WriteLine(e.GetType().Name));
        if (args.Text("engine", "grain") == "local")
        {
            using var local = new InMemoryConversations(engine);
            return await MeasureAsync(clients, active, warm, seconds, n => new Talk(local, n, reads));
        }

        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.Services.AddSingleton(engine);
        builder.UseOrleans(silo => silo.AddConversations(new ClusterSettings()));
        using var host = builder.Build();
        await host.StartAsync();
        using var grains = new OrleansConversations(host.Services.GetRequiredService<IGrainFactory>(), engine);
        var code = await MeasureAsync(clients, active, warm, seconds, n => new Talk(grains, n, reads));
        await host.StopAsync();
        return code;
    }

    private static async Task<int> MeasureAsync(int clients, int active, int warmSeconds, int seconds, Func<int, ITalk> begin)
    {
        // People who have begun and now think: their conversations live in memory for some minutes.
        await Parallel.ForEachAsync(Enumerable.Range(clients, active), new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (n, _) => await begin(n).StepAsync());
        var latencies = Enumerable.Range(0, clients).Select(_ => new Latencies()).ToArray();
        var (warm, end) = (TimeSpan.FromSeconds(warmSeconds), TimeSpan.FromSeconds(warmSeconds + seconds));
        var clock = Stopwatch.StartNew();
        var (processor, pauses, allocated) = (TimeSpan.Zero, TimeSpan.Zero, 0L);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(n => Task.Run(async () =>
        {
            var talk = begin(n);
            while (clock.Elapsed < end)
            {
                var started = clock.Elapsed;
                await talk.StepAsync();
                if (started < warm)
                    continue;
                if (n == 0 && processor == TimeSpan.Zero)
                    (processor, pauses, allocated) = (Process.GetCurrentProcess().TotalProcessorTime, GC.GetTotalPauseDuration(), GC.GetTotalAllocatedBytes());
                latencies[n].Add(clock.Elapsed - started);
            }
        })));
        var used = Process.GetCurrentProcess().TotalProcessorTime - processor;
        Console.WriteLine(Latencies.Report(latencies, end - warm, "turns"));
        var took = (end - warm).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{used.TotalSeconds / took:F2} cores, {Environment.WorkingSet / 1048576} MB, {(GC.GetTotalAllocatedBytes() - allocated) / 1024 / Math.Max(1, latencies.Sum(l => l.Count))} KB allocated a turn, {(GC.GetTotalPauseDuration() - pauses).TotalSeconds / took:P0} of the time in collections"));
        return 0;
    }

    private static async Task FillAsync(IConversationStore store, ITurnRunner runner, int count)
    {
        var state = runner.Begin("ja");
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = 256 }, async (n, ct) =>
            await store.TryCreateAsync(new ConversationKey(BotCore.Channels.Webchat, string.Create(CultureInfo.InvariantCulture, $"filled-{n}")), state, DateTimeOffset.MaxValue.AddYears(-1000), ct));
    }

    private interface ITalk
    {
        Task StepAsync();
    }

    /// <summary>Taps 答えない through the questions, then 最初から, as the torture's people do.</summary>
    private static Activity Next(MessageData data) => new(ActivityTypes.Message)
    {
        From = new ChannelAccount("person"),
        Recipient = new ChannelAccount("bot"),
        Value = new ButtonToken
        {
            Talk = data.Talk,
            Turn = data.Turn,
            Command = data.Commands.Any(c => c.Id == Commands.Skip) ? Commands.Skip : Commands.Restart,
            HandbookVersion = data.HandbookVersion,
        }.Format(),
    };

    private static readonly Activity Start = new(ActivityTypes.ConversationUpdate)
    {
        From = new ChannelAccount("person"),
        Recipient = new ChannelAccount("bot"),
        MembersAdded = [new ChannelAccount("person", role: RoleTypes.User)],
    };

    private sealed class BareTalk(ITurnRunner runner, int number) : ITalk
    {
        private byte[] _state = runner.Begin("ja");
        private Activity _next = Start;

        public async Task StepAsync()
        {
            var outcome = await runner.RunAsync(_state, _next);
            _state = outcome.State;
            _next = Next(outcome.Outgoing[^1].GetMessageData()!);
        }

        public override string ToString() => number.ToString(CultureInfo.InvariantCulture);
    }

    private sealed class Talk(IConversations conversations, int number, bool reads) : ITalk
    {
        private static readonly long Run = Stopwatch.GetTimestamp();
        private int _talk;
        private int _event;
        private long _watermark;
        private Activity _next = Start;

        public async Task StepAsync()
        {
            var key = new ConversationKey(BotCore.Channels.Webchat, string.Create(CultureInfo.InvariantCulture, $"{Run}-{number}-{_talk}"));
            if (_event == 0)
                await conversations.BeginAsync(key, "ja");
            var result = await conversations.ReceiveAsync(key, new IncomingEvent(string.Create(CultureInfo.InvariantCulture, $"e{_event++}"), _next));
            if (result.Status != ReceiveStatus.Accepted)
                throw new InvalidOperationException($"A turn was {result.Status}.");
            _next = Next(result.Replies[^1].GetMessageData()!);
            if (reads)
                _watermark = (await conversations.ReadAsync(key, _watermark))!.Watermark;
            if (_event <= 10)
                return;
            (_talk, _event, _next, _watermark) = (_talk + 1, 0, Start, 0);
        }
    }

    private sealed class NoProtector : IStateProtector
    {
        public byte[] Protect(byte[] plain) => plain;

        public byte[] Unprotect(byte[] wrapped) => wrapped;
    }
}
