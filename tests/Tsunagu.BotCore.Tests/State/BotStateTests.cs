namespace Tsunagu.BotCore.Tests.State;

public sealed class BotStateTests
{
    private readonly CountingStorage _storage = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_property_lives_from_turn_to_turn()
    {
        using (var turn = Turn())
        {
            var state = new ConversationState(_storage);
            await state.CreateProperty<string>("name").SetAsync(turn, "Ai", Ct);
            await state.SaveChangesAsync(turn, cancellationToken: Ct);
        }

        using var next = Turn();
        Assert.Equal("Ai", await new ConversationState(_storage).CreateProperty<string>("name").GetAsync(next, cancellationToken: Ct));
        Assert.Equal(["test/conversations/talk"], _storage.Written);
    }

    [Fact]
    public async Task It_is_read_once_in_a_turn_and_written_only_if_it_changed()
    {
        var state = new ConversationState(_storage);
        var list = state.CreateProperty<List<string>>("list");
        using (var turn = Turn())
        {
            (await list.GetAsync(turn, () => ["a"], Ct)).Add("b");
            await list.GetAsync(turn, cancellationToken: Ct);
            await state.SaveChangesAsync(turn, cancellationToken: Ct);
            await state.SaveChangesAsync(turn, cancellationToken: Ct);
        }

        Assert.Equal((1, 1), (_storage.Reads, _storage.Written.Count));

        using (var turn = Turn())
        {
            Assert.Equal(["a", "b"], await list.GetAsync(turn, cancellationToken: Ct));
            await state.SaveChangesAsync(turn, cancellationToken: Ct);
            Assert.Single(_storage.Written);

            // A change deep inside is seen.
            (await list.GetAsync(turn, cancellationToken: Ct)).Add("c");
            await state.SaveChangesAsync(turn, cancellationToken: Ct);
            Assert.Equal(2, _storage.Written.Count);

            await state.SaveChangesAsync(turn, force: true, Ct);
            Assert.Equal(3, _storage.Written.Count);
        }
    }

    [Fact]
    public async Task A_turn_that_does_not_use_it_does_not_write_it()
    {
        using var turn = Turn();

        await new ConversationState(_storage).SaveChangesAsync(turn, cancellationToken: Ct);

        Assert.Equal((0, 0), (_storage.Reads, _storage.Written.Count));
    }

    [Fact]
    public async Task Clearing_deleting_and_reading_again()
    {
        var state = new ConversationState(_storage);
        var name = state.CreateProperty<string>("name");
        using var turn = Turn();
        await name.SetAsync(turn, "Ai", Ct);
        await state.SaveChangesAsync(turn, cancellationToken: Ct);

        await name.SetAsync(turn, "forgotten", Ct);
        await state.LoadAsync(turn, force: true, Ct);
        Assert.Equal("Ai", await name.GetAsync(turn, cancellationToken: Ct));

        await name.DeleteAsync(turn, Ct);
        Assert.Null(await name.GetAsync(turn, cancellationToken: Ct));

        await state.ClearStateAsync(turn, Ct);
        await state.SaveChangesAsync(turn, cancellationToken: Ct);
        await state.LoadAsync(turn, force: true, Ct);
        Assert.Null(await name.GetAsync(turn, cancellationToken: Ct));

        await name.SetAsync(turn, "Ai", Ct);
        await state.SaveChangesAsync(turn, cancellationToken: Ct);
        await state.DeleteAsync(turn, Ct);
        Assert.Empty(await _storage.ReadAsync(["test/conversations/talk"], Ct));
    }

    [Fact]
    public async Task Numbers_fit_the_type_that_is_asked_for_and_other_types_are_outdated_state()
    {
        using (var turn = Turn())
        {
            var state = new ConversationState(_storage);
            await state.CreateProperty<int>("n").SetAsync(turn, 5, Ct);
            await state.SaveChangesAsync(turn, cancellationToken: Ct);
        }

        using var next = Turn();
        var again = new ConversationState(_storage);
        Assert.Equal(5, await again.CreateProperty<int>("n").GetAsync(next, cancellationToken: Ct));
        Assert.Equal(5d, await again.CreateProperty<double>("n").GetAsync(next, cancellationToken: Ct));
        var outdated = await Assert.ThrowsAsync<OutdatedStateException>(() => again.CreateProperty<string>("n").GetAsync(next, cancellationToken: Ct));
        Assert.Contains("'n'", outdated.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task People_and_conversations_have_state_of_their_own()
    {
        using var turn = Turn();
        var (conversation, person) = (new ConversationState(_storage), new UserState(_storage));
        await conversation.CreateProperty<string>("x").SetAsync(turn, "c", Ct);
        await person.CreateProperty<string>("x").SetAsync(turn, "p", Ct);
        await conversation.SaveChangesAsync(turn, cancellationToken: Ct);
        await person.SaveChangesAsync(turn, cancellationToken: Ct);

        Assert.Equal(["test/conversations/talk", "test/users/person"], _storage.Written);
        Assert.Equal("c", await conversation.CreateProperty<string>("x").GetAsync(turn, cancellationToken: Ct));
    }

    [Fact]
    public async Task Without_a_conversation_there_is_no_state()
    {
        using var turn = new TurnContext(new CollectingAdapter(), new Activity(ActivityTypes.Message) { ChannelId = "test" });

        await Assert.ThrowsAsync<InvalidOperationException>(() => new ConversationState(_storage).LoadAsync(turn, cancellationToken: Ct));
        await Assert.ThrowsAsync<InvalidOperationException>(() => new UserState(_storage).LoadAsync(turn, cancellationToken: Ct));
    }

    [Theory]
    [InlineData(false, "kept")]
    [InlineData(true, null)]
    public async Task State_is_saved_after_the_turn_unless_it_failed(bool fails, string? expected)
    {
        var state = new ConversationState(_storage);
        var adapter = new CollectingAdapter { OnTurnError = (_, _) => Task.CompletedTask };
        adapter.Use(new AutoSaveStateMiddleware(state));

        using var turn = Turn();
        await adapter.ProcessAsync(turn.Activity, async (context, ct) =>
        {
            await state.CreateProperty<string>("x").SetAsync(context, "kept", ct);
            if (fails)
                throw new InvalidOperationException();
        });

        Assert.Equal(expected, await state.CreateProperty<string>("x").GetAsync(turn, cancellationToken: Ct));
    }

    [Fact]
    public async Task Memory_storage_gives_copies_and_refuses_a_lost_race()
    {
        var codec = StateCodec.Default.With("item", StoreItemContext.Default.StoreItem);
        var storage = new MemoryStorage(codec);
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = new StoreItem { Text = "a" } }, Ct);
        var first = (StoreItem)(await storage.ReadAsync(["k", "missing"], Ct)).Single().Value;
        var second = (StoreItem)(await storage.ReadAsync(["k"], Ct))["k"];
        Assert.NotSame(first, second);

        first.Text = "b";
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = first }, Ct);
        second.Text = "c";
        await Assert.ThrowsAsync<StorageConflictException>(() => storage.WriteAsync(new Dictionary<string, object> { ["other"] = "x", ["k"] = second }, Ct));
        Assert.Equal("b", ((StoreItem)(await storage.ReadAsync(["k"], Ct))["k"]).Text);
        Assert.Empty(await storage.ReadAsync(["other"], Ct));

        second.ETag = "*";
        await storage.WriteAsync(new Dictionary<string, object> { ["k"] = second }, Ct);
        await storage.DeleteAsync(["k", "missing"], Ct);
        Assert.Empty(await storage.ReadAsync(["k"], Ct));
    }

    private static TurnContext Turn() => new(new CollectingAdapter(), new Activity(ActivityTypes.Message)
    {
        ChannelId = "test",
        From = new ChannelAccount("person"),
        Conversation = new ConversationAccount("talk"),
    });

    private sealed class CountingStorage : IStorage
    {
        private readonly MemoryStorage _inner = new();

        public int Reads { get; private set; }

        public List<string> Written { get; } = [];

        public Task<IDictionary<string, object>> ReadAsync(string[] keys, CancellationToken cancellationToken = default)
        {
            Reads++;
            return _inner.ReadAsync(keys, cancellationToken);
        }

        public Task WriteAsync(IDictionary<string, object> changes, CancellationToken cancellationToken = default)
        {
            Written.AddRange(changes.Keys);
            return _inner.WriteAsync(changes, cancellationToken);
        }

        public Task DeleteAsync(string[] keys, CancellationToken cancellationToken = default) => _inner.DeleteAsync(keys, cancellationToken);
    }
}

internal sealed class StoreItem : IStoreItem
{
    public string? Text { get; set; }

    public string? ETag { get; set; }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(StoreItem))]
internal sealed partial class StoreItemContext : System.Text.Json.Serialization.JsonSerializerContext;
