namespace Tsunagu.Channels.Line.Tests;

public class UserIdTests
{
    private static UserIds Ids(string secret, string? key = null) => new(new LineOptions
    {
        ChannelSecret = secret,
        ChannelAccessToken = "",
        UserIdKey = key,
        Words = new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal),
    });

    [Fact]
    public void The_key_of_a_conversation_tells_nothing_of_the_id_and_is_the_same_each_time()
    {
        var key = Ids("a").KeyOf(Fixtures.User);
        Assert.Equal(key, Ids("a").KeyOf(Fixtures.User));
        Assert.NotEqual(key, Ids("b").KeyOf(Fixtures.User));
        Assert.DoesNotContain(Fixtures.User, key.ConversationId, StringComparison.Ordinal);
    }

    [Fact]
    public void With_a_key_of_its_own_a_change_of_the_secret_keeps_the_conversations() =>
        Assert.Equal(Ids("a", "a key of its own").KeyOf(Fixtures.User), Ids("b", "a key of its own").KeyOf(Fixtures.User));

    [Fact]
    public void A_sealed_id_opens_with_the_same_key_only()
    {
        var sealedId = Ids("a").Seal(Fixtures.User);
        Assert.DoesNotContain(Fixtures.User[1..], sealedId, StringComparison.Ordinal);
        Assert.NotEqual(sealedId, Ids("a").Seal(Fixtures.User));
        Assert.Equal(Fixtures.User, Ids("a").Open(sealedId));
        Assert.Null(Ids("b").Open(sealedId));
        Assert.Null(Ids("a").Open(Fixtures.User));
        Assert.Null(Ids("a").Open("?"));
        Assert.Null(Ids("a").Open(null));
    }
}
