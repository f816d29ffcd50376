using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks.Content;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Tools.Talking;

/// <summary>The real bot without a channel, for one talk or many in a row.</summary>
public sealed class Bot : IDisposable
{
    private readonly InMemoryConversations _engine;
    private int _talks;

    /// <summary>Reads content and directory.</summary>
    /// <param name="sources">Where they are.</param>
    /// <param name="clock">Tells the time.</param>
    /// <exception cref="ContentException">The content is wrong.</exception>
    /// <exception cref="SeedException">The seed is wrong.</exception>
    public Bot(Sources sources, TimeProvider clock)
    {
        var directory = SeedDirectory.Load(sources.Seed, clock);
        Content = HandbookLoader.Load(sources.Handbook, Commands.CheckCommand.References(directory.Current));
        Parts = new HandbookParts(Content.Handbook, Content.Texts, directory, new Recommender(), new LocalTextUnderstanding(Content.Crisis, Content.Texts, Content.Understanding), new HandbookBotOptions());
        // Talk ids in order: a recorded talk is the same every time.
        var runner = new TurnRunner(Parts, clock, () => FormattableString.Invariant($"t{Interlocked.Increment(ref _talks)}"));
        // Nobody waits behind a channel here: on a busy machine a slow turn must not become another talk.
        var bounds = new ConversationOptions { TurnBudget = TimeSpan.FromMinutes(10) };
        _engine = new InMemoryConversations(runner, new InMemoryConversationStore(bounds), clock, bounds);
    }

    /// <summary>The content.</summary>
    public LoadedHandbook Content { get; }

    /// <summary>What a turn works with.</summary>
    public HandbookParts Parts { get; }

    /// <summary>The engine.</summary>
    public IConversations Conversations => _engine;

    /// <summary>Opens a conversation.</summary>
    public async Task<TalkDriver> OpenAsync(string conversation, string locale)
    {
        var key = new ConversationKey("webchat", conversation);
        await _engine.BeginAsync(key, locale);
        return new TalkDriver(_engine, key);
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();
}
