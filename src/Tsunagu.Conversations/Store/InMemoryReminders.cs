using Tsunagu.BotCore;

namespace Tsunagu.Conversations;

/// <summary>The reminders of <see cref="InMemoryConversationStore"/>.</summary>
internal sealed class InMemoryReminders
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConversationKey, Waiting> _waiting = [];

    public void Plan(KeptReminder reminder)
    {
        lock (_lock)
            _waiting[reminder.Key] = new Waiting(reminder);
    }

    public IReadOnlyList<TakenReminder> TakeDue(IReadOnlyCollection<string> channels, DateTimeOffset now, DateTimeOffset leaseUntil, int max)
    {
        lock (_lock)
        {
            List<TakenReminder> taken = [];
            foreach (var waiting in _waiting.Values.Where(w => w.DueAt <= now && channels.Contains(w.Kept.Key.ChannelId)).OrderBy(w => w.DueAt).Take(max).ToList())
            {
                waiting.DueAt = leaseUntil;
                taken.Add(new TakenReminder(waiting.Kept.Id, waiting.Kept.Key.ChannelId, ++waiting.Attempts, waiting.Kept));
            }

            return taken;
        }
    }

    public void Postpone(Guid id, DateTimeOffset dueAt)
    {
        lock (_lock)
        {
            if (_waiting.Values.FirstOrDefault(w => w.Kept.Id == id) is { } waiting)
                waiting.DueAt = dueAt;
        }
    }

    public void Forget(Guid id) => ForgetWhere(kept => kept.Id == id);

    public void Forget(ConversationKey key) => ForgetWhere(kept => kept.Key == key);

    public void ForgetExpired(DateTimeOffset now) => ForgetWhere(kept => kept.ExpiresAt <= now);

    private void ForgetWhere(Func<KeptReminder, bool> isMeant)
    {
        lock (_lock)
        {
            foreach (var key in _waiting.Where(w => isMeant(w.Value.Kept)).Select(w => w.Key).ToList())
                _waiting.Remove(key);
        }
    }

    private sealed class Waiting(KeptReminder kept)
    {
        public KeptReminder Kept { get; } = kept;

        public DateTimeOffset DueAt { get; set; } = kept.DueAt;

        public int Attempts { get; set; }
    }
}
