using Microsoft.Extensions.Time.Testing;
using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Conversations.Transcripts;

namespace Tsunagu.Dialogs.Tests.Fixtures;

/// <summary>The real content and seed behind the engine, at a given instant, for transcripts.</summary>
internal sealed class Engine : IDisposable
{
    private readonly InMemoryConversations _conversations;
    private int _talks;

    public Engine(DateTimeOffset at, string? handoff = null)
    {
        var clock = new FakeTimeProvider(at);
        var bounds = new ConversationOptions();
        var runner = new TurnRunner(Real.With(handoff), clock, () => $"t{++_talks}");
        _conversations = new InMemoryConversations(runner, new InMemoryConversationStore(bounds), clock, bounds);
        Player = new TranscriptRunner(_conversations, clock.Advance);
    }

    public TranscriptRunner Player { get; }

    public IConversations Conversations => _conversations;

    public void Dispose() => _conversations.Dispose();
}
