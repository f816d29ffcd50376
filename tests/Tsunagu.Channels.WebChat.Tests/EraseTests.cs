namespace Tsunagu.Channels.WebChat.Tests;

public class EraseTests
{
    [Fact]
    public async Task A_talk_is_forgotten_at_once_and_forgetting_it_again_is_fine()
    {
        await using var site = await Site.StartAsync();
        var (id, token) = await site.BeginAsync();
        Assert.Equal(204, (await site.SendAsync(HttpMethod.Delete, $"/conversations/{id}", token)).Status);
        (await site.GetAsync($"/conversations/{id}/activities", token)).IsProblem(404, "ConversationNotFound");
        Assert.Equal(204, (await site.SendAsync(HttpMethod.Delete, $"/conversations/{id}", token)).Status);
    }

    [Fact]
    public async Task Nobody_forgets_a_talk_of_somebody_else()
    {
        await using var site = await Site.StartAsync();
        var (first, own) = await site.BeginAsync();
        var (_, other) = await site.BeginAsync();
        (await site.SendAsync(HttpMethod.Delete, $"/conversations/{first}", other)).IsProblem(403, "BadToken");
        (await site.SendAsync(HttpMethod.Delete, $"/conversations/{first}")).IsProblem(401, "MissingToken");
        Assert.Equal(200, (await site.GetAsync($"/conversations/{first}/activities", own)).Status);
    }
}
