using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>What pages show of the directory, in words; the host implements it, because a channel knows no window.</summary>
public interface IPageData
{
    /// <summary>Lines for somebody in danger or distress that answer at this moment; never empty while the directory has a line that never closes.</summary>
    /// <param name="locale">Tag of the language.</param>
    IReadOnlyList<MessageCard> EmergencyLines(string locale);

    /// <summary>Windows that can be reached by phone or staffed chat at this moment, by hours that were seen.</summary>
    /// <param name="locale">Tag of the language.</param>
    OpenNowList OpenNow(string locale);

    /// <summary>What is said above the talk on an organisation's own page.</summary>
    /// <param name="id">The organisation's or window's id, as the page's owner wrote it.</param>
    /// <param name="locale">Tag of the language.</param>
    /// <returns>Null when there is no such organisation.</returns>
    OrganizationState? Organization(string id, string locale);
}

/// <summary>Whether an organisation is open, in words.</summary>
/// <param name="Text">The state, and after hours that the talk goes on.</param>
/// <param name="CallTitle">What the button to its phone says; null where none is shown.</param>
/// <param name="CallAddress">The button's <c>tel:</c>.</param>
/// <param name="ChangesIn">How long this stays true.</param>
public sealed record OrganizationState(string Text, string? CallTitle, string? CallAddress, TimeSpan ChangesIn);

/// <summary>The windows that are open.</summary>
/// <param name="At">The instant in words, such as <c>13:05</c>.</param>
/// <param name="Count">How many there are in all.</param>
/// <param name="Cards">The first of them.</param>
public sealed record OpenNowList(string At, int Count, IReadOnlyList<MessageCard> Cards);
