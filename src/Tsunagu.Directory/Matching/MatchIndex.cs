using System.Collections.Frozen;

namespace Tsunagu.Directory;

/// <summary>
/// Built once per snapshot: which windows meet a need in a ward, and what a window offers as bits, so that a request never walks through all
/// windows nor compares words.
/// </summary>
internal sealed class MatchIndex
{
    private static readonly string[] Places = [.. Tsunagu.Directory.Wards.All, .. Tsunagu.Directory.Wards.Branches];

    private readonly FrozenDictionary<string, ByPlace> _byNeed;
    private readonly FrozenSet<string> _branchOffices;

    internal MatchIndex(IReadOnlyList<Service> services)
    {
        _branchOffices = services.Where(s => s.Kind == "ward" && s.Withheld is null).SelectMany(s => s.Area.Wards).ToFrozenSet(StringComparer.Ordinal);
        var byNeed = new Dictionary<string, ByPlace>(StringComparer.Ordinal);
        var hours = new Dictionary<string, int>(StringComparer.Ordinal);
        var phones = new Dictionary<string, int>(StringComparer.Ordinal);
        Traits = new WindowTraits[services.Count];
        var ranks = new int[services.Count];
        var byId = Enumerable.Range(0, services.Count).OrderBy(i => services[i].Id, StringComparer.Ordinal).ToArray();
        for (var rank = 0; rank < byId.Length; rank++)
            ranks[byId[rank]] = rank;
        for (var index = 0; index < services.Count; index++)
        {
            var service = services[index];
            Traits[index] = new WindowTraits(
                Targets.Add(service.Targets),
                Ways.Add(service.Ways),
                Languages.Add(service.Languages),
                SafetyNeeds.Of(service.Needs),
                ranks[index],
                Number(hours, service.Hours?.Text),
                Number(hours, service.ChatHours?.Text),
                service.Phones is [var main, ..] ? Number(phones, main.Number) : -1,
                service.Provenance.VerifiedOn is null ? (sbyte)service.Provenance.Confidence : (sbyte)3);
            if (service.Withheld is not null)
                continue;
            if (service.Needs.Count == 0)
                Add(byNeed, DirectorySnapshot.GeneralGuide, service, index);
            foreach (var need in service.Needs)
                Add(byNeed, need, service, index);
        }
        HoursCount = hours.Count;
        _byNeed = byNeed.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>Per window, in the snapshot's order.</summary>
    internal WindowTraits[] Traits { get; }

    /// <summary>How many different texts of hours there are.</summary>
    internal int HoursCount { get; }

    internal CodeBits Targets { get; } = new("support targets");

    internal CodeBits Ways { get; } = new("ways");

    internal CodeBits Languages { get; } = new("languages");

    /// <summary>Whether any window at all meets a need, wherever it is.</summary>
    internal bool Meets(string need) => _byNeed.ContainsKey(need);

    /// <summary>Adds to <paramref name="found"/> the windows that meet a need and serve somebody who lives there.</summary>
    internal void Collect(string need, string? ward, List<int> found)
    {
        if (!_byNeed.TryGetValue(need, out var places))
            return;
        found.AddRange(places.Wide);
        if (ward != Tsunagu.Directory.Wards.Outside)
            found.AddRange(places.City);
        if (ward is not null && places.Wards.TryGetValue(ward, out var own))
            found.AddRange(own);
    }

    /// <summary>Whether a window serves somebody who lives there.</summary>
    internal bool Reaches(Service service, string? ward) => service.Area.Kind switch
    {
        AreaKind.Nation or AreaKind.Prefecture => true,
        AreaKind.City => ward != Tsunagu.Directory.Wards.Outside,
        _ => ward is not null && ReachesPlace(service, ward),
    };

    private bool ReachesPlace(Service service, string ward)
    {
        if (service.Area.Wards.Contains(ward))
            return true;
        // A branch's resident goes to the branch office instead of the ward's, but shares the ward's other windows.
        return Tsunagu.Directory.Wards.ParentOf(ward) is var parent && parent != ward && service.Area.Wards.Contains(parent)
            && !(service.Kind == "ward" && _branchOffices.Contains(ward));
    }

    private void Add(Dictionary<string, ByPlace> byNeed, string need, Service service, int index)
    {
        if (!byNeed.TryGetValue(need, out var places))
            byNeed[need] = places = new ByPlace([], [], new Dictionary<string, List<int>>(StringComparer.Ordinal));
        if (service.Area.Kind is AreaKind.Nation or AreaKind.Prefecture)
        {
            places.Wide.Add(index);
            return;
        }
        if (service.Area.Kind == AreaKind.City)
        {
            places.City.Add(index);
            return;
        }
        foreach (var place in Places)
        {
            if (!ReachesPlace(service, place))
                continue;
            if (!places.Wards.TryGetValue(place, out var own))
                places.Wards[place] = own = [];
            own.Add(index);
        }
    }

    private static int Number(Dictionary<string, int> numbers, string? text)
    {
        if (text is null)
            return -1;
        if (!numbers.TryGetValue(text, out var number))
            numbers[text] = number = numbers.Count;
        return number;
    }

    private sealed record ByPlace(List<int> Wide, List<int> City, Dictionary<string, List<int>> Wards);
}

/// <summary>A window as numbers.</summary>
/// <param name="Targets">Bits of its support targets.</param>
/// <param name="Ways">Bits of its ways.</param>
/// <param name="Languages">Bits of its languages.</param>
/// <param name="Safety">Bits of its needs of danger.</param>
/// <param name="IdRank">Its place when all ids are sorted: the last tie-break.</param>
/// <param name="Hours">Number of its text of hours, -1 when not known.</param>
/// <param name="ChatHours">The same for the chat.</param>
/// <param name="Phone">Number of its main phone number, -1 when it has none.</param>
/// <param name="Trust">3 checked by a person, 2 high, 1 medium, 0 memory.</param>
internal readonly record struct WindowTraits(ulong Targets, ulong Ways, ulong Languages, ulong Safety, int IdRank, int Hours, int ChatHours, int Phone, sbyte Trust);

/// <summary>Kinds that come first when somebody may be in danger.</summary>
internal static class SafetyNeeds
{
    private static readonly string[] Codes = ["inochi", "dv", "sv", "jido", "emergency"];

    internal static ulong Of(IReadOnlyList<string> needs)
    {
        var bits = 0UL;
        for (var i = 0; i < needs.Count; i++)
            bits |= Of(needs[i]);
        return bits;
    }

    internal static ulong Of(string need) => Array.IndexOf(Codes, need) is >= 0 and var bit ? 1UL << bit : 0;
}

/// <summary>Words as bits of one number.</summary>
internal sealed class CodeBits(string what)
{
    private readonly Dictionary<string, int> _bits = new(StringComparer.Ordinal);

    /// <summary>The bits of these words; new ones get the next bit.</summary>
    /// <exception cref="ArgumentException">There are more than 64 different words.</exception>
    internal ulong Add(IReadOnlyList<string> codes)
    {
        var bits = 0UL;
        foreach (var code in codes)
        {
            if (!_bits.TryGetValue(code, out var bit))
            {
                if (_bits.Count == 64)
                    throw new ArgumentException($"There are more than 64 different {what}; the last one is \"{code}\". Use the codes of the README.", nameof(codes));
                _bits[code] = bit = _bits.Count;
            }
            bits |= 1UL << bit;
        }
        return bits;
    }

    /// <summary>The bits of words that are asked for; unknown ones have none.</summary>
    internal ulong Of(IReadOnlyList<string> codes)
    {
        var bits = 0UL;
        for (var i = 0; i < codes.Count; i++)
        {
            if (_bits.TryGetValue(codes[i], out var bit))
                bits |= 1UL << bit;
        }
        return bits;
    }

    /// <summary>The bits of every word for which the rule holds.</summary>
    internal ulong Where(Func<string, bool> rule)
    {
        var bits = 0UL;
        foreach (var (code, bit) in _bits)
        {
            if (rule(code))
                bits |= 1UL << bit;
        }
        return bits;
    }
}
