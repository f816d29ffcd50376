using Tsunagu.BotCore;

namespace Tsunagu.Dialogs;

/// <summary>A question as it stands at this moment, the handbook's or the bot's own: what is asked, and what may be answered.</summary>
internal sealed record Prompt
{
    /// <summary>Id of the question.</summary>
    public required string Id { get; init; }

    /// <summary>Kind of the message that asks it.</summary>
    public string Kind { get; init; } = MessageKinds.Question;

    public bool Multi { get; init; }

    public required IReadOnlyList<PromptOption> Options { get; init; }

    /// <summary>The question in words.</summary>
    public required string Heading { get; init; }

    public string? Hint { get; init; }

    /// <summary>Which question this is, from 1; 0 for the bot's own.</summary>
    public int Step { get; init; }

    public int Steps { get; init; }

    /// <summary>Options chosen so far.</summary>
    public IReadOnlyList<string> Chosen { get; init; } = [];

    /// <summary>True when what is chosen was ticked beforehand and may be unticked: everything stays on offer.</summary>
    public bool Preset { get; init; }

    /// <summary>Ids of the commands beside the answers.</summary>
    public IReadOnlyList<string> Commands { get; init; } = [];

    public IReadOnlyList<MessageCard> Cards { get; init; } = [];

    /// <summary>The answers that are offered now, in the order of their numbers: without those picked already and what cannot stand beside them.</summary>
    public IReadOnlyList<PromptOption> Offered =>
        Preset || Chosen.Count == 0 ? Options : [.. Options.Where(o => !o.Exclusive && !Chosen.Contains(o.Id, StringComparer.Ordinal))];

    public bool IsHandbook => Step > 0;

    public PromptOption? Find(string id) => Options.FirstOrDefault(o => string.Equals(o.Id, id, StringComparison.Ordinal));
}

/// <summary>An answer that may be chosen.</summary>
internal sealed record PromptOption(string Id, string Text, string? Label, IReadOnlyList<string> Synonyms, bool Exclusive = false)
{
    /// <summary>True when the choice is not to be repeated on a screen that somebody else may read.</summary>
    public bool Hidden { get; init; }
}
