using Tsunagu.BotCore;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>Windows in words outside of a talk: for pages that show who answers at this moment.</summary>
/// <param name="parts">What the bot is made of.</param>
/// <param name="clock">Tells the time.</param>
public sealed class WindowCards(HandbookParts parts, TimeProvider clock)
{
    private readonly HandbookParts _parts = parts ?? throw new ArgumentNullException(nameof(parts));
    private readonly TimeProvider _clock = clock ?? throw new ArgumentNullException(nameof(clock));

    /// <summary>The time of day, such as <c>13:05</c>.</summary>
    public string Now => OpenWords.Clock(_clock.GetUtcNow());

    /// <summary>
    /// Lines that answer at this moment when nothing is known of the person: 119 and 110 first, then the crisis line for distress,
    /// then whom anybody may call. Empty only when the directory has none.
    /// </summary>
    /// <param name="locale">The language.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<MessageCard> Emergency(Locale locale, int most)
    {
        var turn = Scope(locale);
        var imminent = _parts.Recommender.CrisisLines(turn.Snapshot, CrisisClass.SuicideRisk.ToWire(), new CrisisQuery { Imminent = true, At = turn.Now })
            .Select(l => CardBuilder.CrisisLine(turn, l));
        return [.. imminent.Concat(CrisisReply.Lines(turn, null, third: false, imminent: false)).DistinctBy(c => c.Id, StringComparer.Ordinal).Take(most)];
    }

    /// <summary>Windows that anybody in Kyoto can reach by phone or staffed chat now, by hours that were seen; Kyoto City's first, those of single wards last.</summary>
    /// <param name="locale">The language.</param>
    /// <param name="most">How many at most.</param>
    /// <returns>The first of them, and how many there are.</returns>
    public (IReadOnlyList<MessageCard> Cards, int Count) OpenNow(Locale locale, int most)
    {
        var turn = Scope(locale);
        var today = JapanTime.Day(turn.Now);
        var open = turn.Snapshot.Services
            .Where(s => s is { Withheld: null, HoursSeen: true, CanAnswer: true, IsSuicideLine: false, IsEmergencyNumber: false, Provenance.Confidence: not Confidence.Memory }
                && s.Provenance.ReviewBy >= today && !(s.ValidTo < today) && !(s.ValidFrom > today))
            .Select(s => (Service: s, Open: StateOf(s, turn)))
            .Where(s => s.Open.IsOpen)
            // What closes tonight is of more use to know than what is always there.
            .OrderBy(s => s.Service.Area.Kind == AreaKind.Wards).ThenBy(s => s.Service.Area.Kind).ThenBy(s => s.Open.AlwaysOpen).ThenBy(s => s.Service.Id, StringComparer.Ordinal)
            .DistinctBy(s => s.Service.Phones is [var first, ..] ? first.Number : s.Service.Id, StringComparer.Ordinal)
            .ToList();
        return ([.. open.Take(most).Select(s => CardBuilder.Line(turn, s.Service, HoursOf(s.Service), s.Open))], open.Count);
    }

    private static OpeningHours? HoursOf(Service service) => service.Phones.Count > 0 ? service.Hours : service.ChatHours ?? service.Hours;

    private static OpenState StateOf(Service service, TurnScope turn) => HoursOf(service)?.At(turn.Now, turn.Snapshot.Holidays) ?? OpenState.Unknown;

    private TurnScope Scope(Locale locale) => TurnScope.OutsideTalk(_parts, _clock.GetUtcNow(), locale);
}
