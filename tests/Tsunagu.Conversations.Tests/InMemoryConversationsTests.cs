namespace Tsunagu.Conversations.Tests;

public sealed class InMemoryConversationsTests : ConversationsContract
{
    private InMemoryConversations _memory = null!;

    public override ValueTask InitializeAsync()
    {
        _engine = NewEngine();
        _conversations = _memory = new InMemoryConversations(_engine);
        return ValueTask.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _memory.Dispose();
        return ValueTask.CompletedTask;
    }

    private protected override Task SweepAsync() => _memory.SweepAsync();
}
