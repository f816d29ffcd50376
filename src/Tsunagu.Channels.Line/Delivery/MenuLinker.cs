using System.Collections.Concurrent;

namespace Tsunagu.Channels.Line;

/// <summary>Gives a person the rich menu of the language that was chosen, by alias and per-user link. Failing changes nothing else.</summary>
internal sealed class MenuLinker(LineClient client, UserIds users)
{
    private readonly ConcurrentDictionary<string, string> _ids = new(StringComparer.Ordinal);

    public async Task LinkAsync(string? sealedUserId, string locale, CancellationToken ct)
    {
        if (users.Open(sealedUserId) is not { } user)
            return;
        var alias = RichMenus.AliasOf(locale);
        try
        {
            if (_ids.TryGetValue(alias, out var known) && (await client.PostAsync($"v2/bot/user/{user}/richmenu/{known}", null, null, ct)).Ok)
                return;
            // Not known, or replaced by a newer menu since: ask which one the alias means now.
            var found = await client.GetAsync($"v2/bot/richmenu/alias/{alias}", ct);
            if (!found.Ok || found.Text("richMenuId") is not { } id)
                return;
            _ids[alias] = id;
            await client.PostAsync($"v2/bot/user/{user}/richmenu/{id}", null, null, ct);
        }
        catch (OperationCanceledException)
        {
            // The answer itself was sent; it must not count as unsent because of the menu.
        }
    }
}
