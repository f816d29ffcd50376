using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>A window as it stands at this moment, for pages that show some windows by their ids.</summary>
/// <param name="Card">Its card, in words.</param>
/// <param name="Address">Its public address; null when there is none. Shelters and hidden places have none.</param>
/// <param name="Openings">When it opens next, by hours that were seen; empty when that is not known.</param>
/// <param name="AlwaysOpen">True when it never closes.</param>
public sealed record WindowSheet(MessageCard Card, string? Address, IReadOnlyList<WindowOpening> Openings, bool AlwaysOpen);

/// <summary>A time in which a window answers.</summary>
/// <param name="From">When it opens.</param>
/// <param name="To">When it closes.</param>
/// <param name="Words">Both in words, in Kyoto's time.</param>
public sealed record WindowOpening(DateTimeOffset From, DateTimeOffset To, string Words);

/// <summary>The windows of the directory as pages show them. The host puts the directory behind it.</summary>
public interface IWindowSheets
{
    /// <summary>The windows with these ids that may be shown now, in the order of the ids; unknown ids are left out.</summary>
    /// <param name="ids">Ids of windows.</param>
    /// <param name="locale">Tag of the language of the words.</param>
    IReadOnlyList<WindowSheet> Find(IEnumerable<string> ids, string locale);

    /// <summary>The instant for which open states are told, with its day, in words.</summary>
    /// <param name="locale">Tag of the language of the words.</param>
    string Now(string locale);
}
