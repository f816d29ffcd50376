using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Dialogs;

namespace Tsunagu.Conversations.Tests.Engine;

/// <summary>Grains on the durable store, as the host runs them, held to what every engine must do.</summary>
public sealed class GrainEngineTests : EngineTests, IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private readonly List<(IHost Host, OrleansConversations Conversations, OpenedDatabase Database)> _running = [];

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        foreach (var (host, conversations, database) in _running)
        {
            conversations.Dispose();
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
            await database.DisposeAsync();
        }

        _folder.Dispose();
    }

    internal override async Task<IConversations> CreateEngine(ITurnRunner runner, FakeTimeProvider clock, ConversationOptions options, Action<Exception> onError)
    {
        var database = await ConversationStores.OpenSqliteAsync(_folder.Path);
        var store = await database.StartAsync(new TestProtector(), clock, options);
        var (host, conversations) = await GrainConversationsTests.StartAsync(new ConversationEngine(runner, store, clock, options, onError: onError));
        _running.Add((host, conversations, database));
        return conversations;
    }
}
