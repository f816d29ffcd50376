namespace Tsunagu.Conversations.Tests;

public sealed class InMemoryConversationsTests : ConversationsContract
{
    private InMemoryConversations _engine = null!;

    public override ValueTask InitializeAsync()
    {
        _conversations = _engine = new InMemoryConversations(Engine);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _engine.Dispose();
        return ValueTask.CompletedTask;
    }

    private protected override Task SweepAsync() => _engine.SweepAsync();
}
