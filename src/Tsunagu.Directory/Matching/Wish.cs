namespace Tsunagu.Directory;

/// <summary>A request made ready for many windows: words became bits, the day is known, open states are worked out once per text of hours.</summary>
internal sealed class Wish
{
    /// <summary>Where to look when a need has no window at all.</summary>
    private static readonly NeedWeight[] GeneralNeeds = [new("life", 0.5), new(DirectorySnapshot.GeneralGuide, 0.4)];

    /// <summary>Needs by which a grown-up asks about a child.</summary>
    private static readonly string[] ChildNeeds = ["edu", "jido", "hagukumi", "single"];

    private static readonly string[] DistressNeeds = ["inochi", "kokoro", "bereaved"];

    private readonly OpenState?[] _states;
    private readonly bool _phone;
    private readonly bool _chat;

    internal Wish(DirectorySnapshot snapshot, RecommendationRequest request)
    {
        Snapshot = snapshot;
        Request = request;
        Today = JapanTime.Day(request.At);
        var index = snapshot.Index;
        _states = new OpenState?[index.HoursCount];
        Targets = index.Targets.Of(request.Targets);
        Ways = index.Ways.Of(request.Ways);
        foreach (var language in request.Languages)
        {
            if (IsForeign(language))
                Languages |= index.Languages.Where(spoken => Speaks(spoken, language));
        }
        (Needs, WithoutWindow) = Effective(index, request.Needs);
        foreach (var need in request.Needs)
        {
            Safety |= SafetyNeeds.Of(need.Code);
            Distress |= Array.IndexOf(DistressNeeds, need.Code) >= 0;
            AboutChild |= Array.IndexOf(ChildNeeds, need.Code) >= 0;
        }
        Danger = request.Urgency == "safety";
        DistressFirst = request.Needs is [{ Code: "inochi" or "bereaved" }, ..];
        BodyInDanger = request.Needs.Any(n => n.Code is "inochi" or "medical" or "addiction");
        HasAge = AgeBands.TryGet(request.Age, out var from, out var to);
        (AgeFrom, AgeTo) = (from, to);
        Young = AgeBands.IsYoung(request.Age);
        WantsToRead = request.Ways.Contains("read");
        _phone = request.Ways.Contains("phone");
        _chat = request.Ways.Contains("chat") || request.Ways.Contains("line");
    }

    internal DirectorySnapshot Snapshot { get; }

    internal RecommendationRequest Request { get; }

    internal DateOnly Today { get; }

    internal ulong Targets { get; }

    internal ulong Ways { get; }

    internal ulong Languages { get; }

    /// <summary>Bits of the wished needs of danger.</summary>
    internal ulong Safety { get; }

    /// <summary>The needs that are looked up: a need without any window is replaced by the general guides.</summary>
    internal IReadOnlyList<NeedWeight> Needs { get; private set; }

    /// <summary>A wished need that no window meets, or null.</summary>
    internal string? WithoutWindow { get; private set; }

    internal bool Distress { get; }

    /// <summary>The first need is one of life and death.</summary>
    internal bool DistressFirst { get; }

    internal bool BodyInDanger { get; }

    internal bool AboutChild { get; }

    internal bool Danger { get; }

    internal bool HasAge { get; }

    internal int AgeFrom { get; }

    internal int AgeTo { get; }

    internal bool Young { get; }

    internal bool WantsToRead { get; }

    /// <summary>Nothing was found for the needs themselves: look for the general guides.</summary>
    internal void FallBack()
    {
        WithoutWindow ??= Request.Needs is [var first, ..] ? first.Code : DirectorySnapshot.GeneralGuide;
        Needs = GeneralNeeds;
    }

    internal OpenState Open(int index) => State(Snapshot.Services[index], Snapshot.Services[index].Hours, Snapshot.Index.Traits[index].Hours);

    /// <summary>State of the chat by the chat's own hours; the phone's hours say nothing about it.</summary>
    internal OpenState ChatOpen(int index) => Snapshot.Services[index] is { ChatUrl: not null } service
        ? State(service, service.ChatHours, Snapshot.Index.Traits[index].ChatHours)
        : OpenState.Unknown;

    /// <summary>Phone or staffed chat, open by hours that were seen; a website does not count.</summary>
    internal bool ReachableNow(int index)
    {
        var service = Snapshot.Services[index];
        return service.HoursSeen && ((service.Phones.Count > 0 && Open(index).IsOpen) || (service.ChatUrl is not null && ChatOpen(index).IsOpen));
    }

    /// <summary>The same, by a wished way: a phone for who wants to phone, a staffed chat for who wants to write.</summary>
    internal bool ReachableNowAsWished(int index)
    {
        var service = Snapshot.Services[index];
        return service.HoursSeen
            && ((_phone && service.Phones.Count > 0 && Open(index).IsOpen) || (_chat && service.ChatUrl is not null && ChatOpen(index).IsOpen));
    }

    /// <summary>A wished way outweighs neither a language that is understood nor what is meant for danger.</summary>
    internal bool IsNoWorseThan(int best, int other)
    {
        ref readonly var one = ref Snapshot.Index.Traits[best];
        ref readonly var two = ref Snapshot.Index.Traits[other];
        return ((one.Languages & Languages) == 0 || (two.Languages & Languages) != 0)
            && (!Danger || (one.Safety & Safety) == 0 || (two.Safety & Safety) != 0);
    }

    internal static bool IsForeign(string language) => language is not "ja" and not "ja-simple";

    /// <summary>"zh" is spoken where "zh-Hans" is wished.</summary>
    internal static bool Speaks(string spoken, string wished) => wished.StartsWith(spoken, StringComparison.Ordinal);

    private OpenState State(Service service, OpeningHours? hours, int number)
    {
        if (hours is null)
            return OpenState.Unknown;
        if (service.ValidFrom is not null || service.ValidTo is not null)
            return hours.At(Request.At, Snapshot.Holidays, service.ValidFrom, service.ValidTo);
        return _states[number] ??= hours.At(Request.At, Snapshot.Holidays);
    }

    private static (IReadOnlyList<NeedWeight> Needs, string? WithoutWindow) Effective(MatchIndex index, IReadOnlyList<NeedWeight> wished)
    {
        string? without = null;
        var needs = new List<NeedWeight>(wished.Count + 2);
        foreach (var need in wished)
        {
            if (index.Meets(need.Code))
                needs.Add(need);
            else
                without ??= need.Code;
        }
        if (wished.Count > 0 && without is null)
            return (wished, null);
        foreach (var general in GeneralNeeds)
        {
            if (!needs.Exists(n => n.Code == general.Code))
                needs.Add(general);
        }
        return (needs, without);
    }
}
