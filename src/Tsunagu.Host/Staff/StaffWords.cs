using System.Globalization;
using System.Text;
using Tsunagu.Conversations;
using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Host.Staff;

/// <summary>What staff are told, in words of the content (<c>staff.yaml</c>), in Japanese. No number below ten is told.</summary>
internal sealed class StaffWords(HandbookParts parts)
{
    // Fewer than so many could be told apart (DESIGN: staff see which worries there are, never whose).
    private const int LeastTold = 10;
    private const int MostWindows = 20;
    private static readonly Locale Language = Locale.Japanese;

    /// <summary>Somebody was handed to staff just now.</summary>
    public StaffMessage Handoff(Tally tally, DateTimeOffset at)
    {
        string[] groups = tally.Key.Split(Tally.Separator, StringSplitOptions.RemoveEmptyEntries);
        var until = parts.Options.Handoff?.Hours.At(at, parts.Directory.Current.Holidays).Until ?? at;
        return new StaffMessage("handoff", JapanTime.Local(at), Say("staff.handoff.subject"), Say("staff.handoff.body",
            ("time", Clock(at)), ("groups", Groups(groups)), ("until", Clock(until))), groups);
    }

    /// <summary>Who agreed in the night that staff be told of the wish for a person; null when nobody did.</summary>
    public StaffMessage? Wishes(IReadOnlyList<DayCount> counts, DateTimeOffset from, DateTimeOffset to)
    {
        var hours = counts.Where(c => c.Kind == TallyKinds.WishHour).OrderBy(c => c.Key, StringComparer.Ordinal).ToList();
        if (hours.Count == 0)
            return null;
        string[] groups = [.. counts.Where(c => c.Kind == TallyKinds.WishGroup).Select(c => c.Key).Order(StringComparer.Ordinal)];
        var text = Say("staff.wishes.body", ("from", When(from)), ("to", When(to)), ("groups", Groups(groups)), ("count", Told(hours.Sum(h => h.Count))),
            ("hours", string.Join(Separator, hours.Select(h => Say("staff.hour", ("hour", int.Parse(h.Key, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)))))));
        return new StaffMessage("wishes", JapanTime.Local(to), Say("staff.wishes.subject"), text, groups);
    }

    /// <summary>The day's counts.</summary>
    public StaffMessage Summary(IReadOnlyList<DayCount> counts, DateTimeOffset from, DateTimeOffset to)
    {
        var text = new StringBuilder().Append(Say("staff.summary.title", ("from", When(from)), ("to", When(to)))).Append('\n');
        // No totals beside their parts: what is left out could be worked out from them.
        Part(text, "staff.summary.talks", [("staff.summary.talks.day", Of(counts, TallyKinds.Talk, "day")), ("staff.summary.talks.night", Of(counts, TallyKinds.Talk, "night"))], Say);
        Part(text, "staff.summary.groups", parts.Handbook.Groups.Select(g => (g.Id, Of(counts, TallyKinds.Group, g.Id))), Group);
        Part(text, "staff.summary.crisis", Enum.GetValues<CrisisClass>().Select(c => ("staff.crisis." + c.ToWire(), Of(counts, TallyKinds.Crisis, c.ToWire()))), Say);
        Part(text, "staff.summary.windows", counts.Where(c => c.Kind == TallyKinds.Window && c.Count >= LeastTold)
            .OrderByDescending(c => c.Count).ThenBy(c => c.Key, StringComparer.Ordinal).Take(MostWindows).Select(c => (c.Key, c.Count)), Window);
        Part(text, "staff.summary.human",
        [
            ("staff.summary.human.asked", Of(counts, TallyKinds.Human, "asked")),
            ("staff.summary.human.agreed", counts.Where(c => c.Kind == TallyKinds.WishHour).Sum(c => c.Count)),
        ], Say);
        text.Append('\n').Append(Say("staff.summary.note")).Append('\n');
        return new StaffMessage("summary", JapanTime.Local(to), Say("staff.summary.subject"), text.ToString(), []);
    }

    private string Separator => parts.Texts.Message(Language, "list-separator");

    private void Part(StringBuilder text, string title, IEnumerable<(string Name, long Count)> rows, Func<string, string> nameOf)
    {
        text.Append('\n').Append(Say(title)).Append('\n');
        var any = false;
        foreach (var (name, count) in rows)
        {
            text.Append(Say("staff.summary.line", ("name", nameOf(name)), ("count", Told(count)))).Append('\n');
            any = true;
        }

        if (!any)
            text.Append(Say("staff.few")).Append('\n');
    }

    private string Told(long count) => count < LeastTold ? Say("staff.few") : count.ToString(CultureInfo.InvariantCulture);

    private static long Of(IReadOnlyList<DayCount> counts, string kind, string key) => counts.FirstOrDefault(c => c.Kind == kind && c.Key == key)?.Count ?? 0;

    private string Groups(string[] ids) => ids.Length == 0 ? Say("staff.none") : string.Join(Separator, ids.Select(Group));

    // An id that the handbook has no more (a wish of yesterday, a new handbook today) stands as it is.
    private string Group(string id) => id == Tally.NoGroup ? Say("staff.none")
        : parts.Handbook.Find(Handbook.GroupsQuestion)?.FindOption(id) is null ? id : parts.Texts.Option(Language, Handbook.GroupsQuestion, id, third: false).Text;

    private string Window(string id) => parts.Texts.ServiceName(Language, id) ?? parts.Directory.Current.FindService(id)?.Name ?? id;

    private string Say(string key) => parts.Texts.Message(Language, key);

    private string Say(string key, params (string Name, string Value)[] args) =>
        parts.Texts.Message(Language, key, args.ToDictionary(a => a.Name, a => a.Value, StringComparer.Ordinal));

    private static string Clock(DateTimeOffset at) => JapanTime.Local(at).ToString("H:mm", CultureInfo.InvariantCulture);

    private static string When(DateTimeOffset at) => JapanTime.Local(at).ToString("M/d H:mm", CultureInfo.InvariantCulture);
}
