using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Tsunagu.BotCore;

namespace Tsunagu.Conversations.Tests;

/// <summary>The engine as the host runs it: grains in a silo of one, in this process, with nothing installed.</summary>
public sealed class GrainConversationsTests : ConversationsContract
{
    private IHost _host = null!;
    private OrleansConversations _grains = null!;

    public override async ValueTask InitializeAsync()
    {
        _engine = NewEngine();
        (_host, _grains) = await StartAsync(_engine);
        _conversations = _grains;
    }

    public override async ValueTask DisposeAsync()
    {
        _grains.Dispose();
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    [Fact]
    public async Task A_store_that_is_full_is_not_acknowledged_but_answered_from_memory_and_goes_on_by_itself()
    {
        using var folder = new TempFolder();
        var rows = new SqliteRows(Path.Combine(folder.Path, "full.db"));
        await using var database = await ConversationStores.OpenAsync(rows);
        var store = await database.StartAsync(new TestProtector(), _clock, Options);
        var (host, conversations) = await StartAsync(new ConversationEngine(_runner, store, _clock, Options));
        using (host)
        using (conversations)
        {
            await conversations.BeginAsync(Key, null, Ct);
            await conversations.ReceiveAsync(Key, ToyRunner.Tap("before", "x"), Ct);
            await using var watch = conversations.WatchAsync(Key, 0, Ct).GetAsyncEnumerator(Ct);
            Assert.True(await watch.MoveNextAsync());
            await rows.LimitAsync(full: true);
            var large = ToyRunner.Tap("e1", new string('y', 400_000));
            var refused = await conversations.ReceiveAsync(Key, large, Ct);
            Assert.Equal((ReceiveStatus.Unkept, "unkept"), (refused.Status, refused.Replies[0].Text));
            Assert.True(await watch.MoveNextAsync());
            Assert.Equal("unkept", watch.Current.Activities[0].Text);
            Assert.Equal(2, (await conversations.ReadAsync(Key, 0, Ct))!.Watermark);
            await rows.LimitAsync(full: false);
            Assert.Equal(ReceiveStatus.Accepted, (await conversations.ReceiveAsync(Key, large, Ct)).Status);
            Assert.Equal(ReceiveStatus.Duplicate, (await conversations.ReceiveAsync(Key, large, Ct)).Status);
            await host.StopAsync(CancellationToken.None);
        }
    }

    [Fact]
    public async Task A_delivery_to_a_machine_that_has_stopped_is_not_taken_but_answered_from_memory()
    {
        var engine = NewEngine();
        var (host, conversations) = await StartAsync(engine);
        using (conversations)
        {
            await conversations.BeginAsync(Key, null, Ct);
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
            Assert.Equal(ReceiveStatus.Unkept, (await conversations.ReceiveAsync(Key, ToyRunner.Tap("e1", "x"), Ct)).Status);
        }
    }

    [Fact]
    public async Task A_watcher_that_leaves_while_no_machine_answers_leaves_no_reference_behind()
    {
        var grains = System.Reflection.DispatchProxy.Create<IGrainFactory, NoGrains>();
        using var conversations = new OrleansConversations(grains, _engine);
        await using (var watch = conversations.WatchAsync(Key, 0, Ct).GetAsyncEnumerator(Ct))
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await watch.MoveNextAsync());
        Assert.Equal(1, ((NoGrains)(object)grains).Deleted);
    }

    private protected override Task SweepAsync() => _engine.SweepAsync();

    internal static async Task<(IHost Host, OrleansConversations Conversations)> StartAsync(ConversationEngine engine)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(engine);
        builder.UseOrleans(silo => silo.AddConversations(new ClusterSettings()));
        var host = builder.Build();
        await host.StartAsync(Ct);
        return (host, new OrleansConversations(host.Services.GetRequiredService<IGrainFactory>(), engine) { RenewEvery = TimeSpan.FromMilliseconds(50) });
    }

    /// <summary>A cluster of which nothing is left but this machine, which is stopping.</summary>
    public class NoGrains : System.Reflection.DispatchProxy
    {
        public int Deleted { get; private set; }

        protected override object? Invoke(System.Reflection.MethodInfo? targetMethod, object?[]? args)
        {
            switch (targetMethod!.Name)
            {
                case nameof(IGrainFactory.CreateObjectReference):
                    return args![0];
                case nameof(IGrainFactory.DeleteObjectReference):
                    Deleted++;
                    return null;
                default:
                    throw new InvalidOperationException("The silo is stopping.");
            }
        }
    }
}
