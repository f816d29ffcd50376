namespace Tsunagu.Conversations.Tests;

public sealed class InMemoryStoreTests : ConversationStoreContract
{
    private readonly InMemoryConversationStore _store;

    public InMemoryStoreTests() => _store = new InMemoryConversationStore(Options);

    protected override Task<IConversationStore> StoreAsync() => Task.FromResult<IConversationStore>(_store);
}
