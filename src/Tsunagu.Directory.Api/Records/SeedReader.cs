using System.Text.RegularExpressions;

namespace Tsunagu.Directory.Api;

/// <summary>Turns rows of the seed into records of the directory.</summary>
internal sealed partial class SeedReader(HashSet<string> crisisWindows)
{
    private static readonly Dictionary<string, Audience> Audiences = new(StringComparer.Ordinal)
    {
        ["children"] = Audience.Children,
        ["children-only"] = Audience.ChildrenOnly,
        ["person-only"] = Audience.PersonOnly,
    };

    private static readonly Dictionary<string, Confidence> Confidences = new(StringComparer.Ordinal)
    {
        ["high"] = Confidence.High,
        ["medium"] = Confidence.Medium,
        ["memory"] = Confidence.Memory,
    };

    private static readonly Dictionary<string, string> WardIds = new(StringComparer.Ordinal)
    {
        ["北区"] = "kita",
        ["上京区"] = "kamigyo",
        ["左京区"] = "sakyo",
        ["中京区"] = "nakagyo",
        ["東山区"] = "higashiyama",
        ["山科区"] = "yamashina",
        ["下京区"] = "shimogyo",
        ["南区"] = "minami",
        ["右京区"] = "ukyo",
        ["西京区"] = "nishikyo",
        ["伏見区"] = "fushimi",
        ["西京区(洛西支所管内)"] = "rakusai",
        ["伏見区(深草支所管内)"] = "fukakusa",
        ["伏見区(醍醐支所管内)"] = "daigo",
    };

    private static readonly Dictionary<string, AreaKind> WideAreas = new(StringComparer.Ordinal)
    {
        ["京都市全域"] = AreaKind.City,
        ["京都府"] = AreaKind.Prefecture,
        ["全国"] = AreaKind.Nation,
    };

    /// <summary>Names of areas as sheets write them.</summary>
    internal static IReadOnlyList<string> AreaNames { get; } = [.. WideAreas.Keys, .. WardIds.Keys];

    /// <summary>The names of an area as sheets write them.</summary>
    internal static IEnumerable<string> NamesOf(ServiceArea area) => area.Kind == AreaKind.Wards
        ? area.Wards.Select(ward => WardIds.First(w => w.Value == ward).Key)
        : [WideAreas.First(a => a.Value == area.Kind).Key];

    // Windows with the same text of hours share one object, so that their state is worked out once.
    private readonly Dictionary<string, OpeningHours> _hours = new(StringComparer.Ordinal);

    /// <summary>A window; blanks are filled from the organisation that is the same body, a blank never wins.</summary>
    internal Service Window(SeedRow row, SeedRow? same)
    {
        var phone = row.Text("phone") ?? same?.Text("phone");
        var ownHours = row.Text("hours");
        var hoursText = ownHours ?? same?.Text("hours");
        // A window that is only a chat has its hours in the other column; the flag speaks of whichever is written.
        var hoursSeen = ownHours is not null || (hoursText is null && row.Text("chat_hours") is not null) ? row.Flag("hours_seen") : same is not null && same.Flag("hours_seen");
        var service = new Service
        {
            Id = row.Required("id"),
            Name = row.Required("window_ja"),
            NameEn = row.Text("window_en") ?? same?.Text("name_en"),
            Organization = row.Required("organization_ja"),
            Kind = row.Required("kind"),
            Targets = Either(row.List("categories"), same?.List("categories")),
            Needs = Either(row.List("window_kinds"), same?.List("window_kinds")),
            Area = Area(row, Hidden(row) ? [] : row.List("area")),
            Phones = phone is null ? [] : [new Phone(phone, row.Text("phone_note"))],
            Fax = row.Text("fax"),
            Url = row.Text("url") ?? same?.Text("url"),
            ChatUrl = row.Text("chat_url"),
            LineNote = row.Text("line_note"),
            Hours = Hours(row, "hours", hoursText, row.Text("closed")),
            ChatHours = Hours(row, "chat_hours", row.Text("chat_hours"), null),
            HoursSeen = hoursSeen,
            ValidFrom = row.Date("valid_from"),
            ValidTo = row.Date("valid_to"),
            Reservation = row.Text("reservation"),
            Languages = Either(row.List("languages"), ["ja"]),
            Who = row.Text("who"),
            MinAge = row.Number("min_age"),
            MaxAge = row.Number("max_age"),
            // A window whose area is hidden has no place either (DESIGN section 6).
            Address = Hidden(row) ? null : row.Text("address"),
            AccessNotes = row.Text("access_notes"),
            Summary = row.Text("summary_ja") ?? same?.Text("summary_ja"),
            Topics = row.List("topics"),
            Withheld = row.Text("withheld"),
            IsCrisisLine = crisisWindows.Contains(row.Text("id") ?? ""),
            Provenance = Provenance(row),
        };
        return Finish(service);
    }

    /// <summary>A window made of an organisation that has none of its own in the list.</summary>
    internal Service WindowOf(SeedRow row)
    {
        var service = new Service
        {
            Id = row.Required("id"),
            Name = row.Required("name_ja"),
            NameEn = row.Text("name_en"),
            Organization = row.Required("name_ja"),
            Kind = "organization",
            Targets = row.List("categories"),
            Needs = row.List("window_kinds"),
            Area = Area(row, Hidden(row) ? [] : row.List("areas")),
            Phones = row.Text("phone") is { } phone ? [new Phone(phone, null)] : [],
            Url = row.Text("url"),
            Hours = Hours(row, "hours", row.Text("hours"), null),
            HoursSeen = row.Flag("hours_seen"),
            Summary = row.Text("summary_ja"),
            Provenance = Provenance(row),
        };
        return Finish(service);
    }

    /// <summary>Whom a window fits, as its own words say (window-fit.csv).</summary>
    internal static Service Fit(Service service, SeedRow row) => service with
    {
        ForWhom = row.Text("audience") is null ? service.ForWhom : row.OneOf("audience", Audiences, Audience.Anyone),
        MinAge = row.Number("min_age") ?? service.MinAge,
        MaxAge = row.Number("max_age") ?? service.MaxAge,
        OnlyFor = row.List("only_for"),
    };

    internal static Organization Organization(SeedRow row) => new()
    {
        Id = row.Required("id"),
        Name = row.Required("name_ja"),
        NameEn = row.Text("name_en"),
        Targets = row.List("categories"),
        Area = Area(row, Hidden(row) ? [] : row.List("areas")),
        Url = row.Text("url"),
        Summary = row.Text("summary_ja"),
        WindowId = row.Text("same_as"),
        Provenance = Provenance(row),
    };

    internal static SupportScheme Scheme(SeedRow row)
    {
        var text = row.Required("conditions");
        if (!EligibilityParser.TryParse(text, out var conditions, out var error))
            row.Problem($"conditions are not understood: {error}", "write them as fact=value joined by & and |");
        return new SupportScheme
        {
            Id = row.Required("id"),
            Name = row.Required("name_ja"),
            NameEn = row.Text("name_en"),
            Provider = row.Required("provider"),
            Gives = Words(row, "what_it_gives_ja") ?? row.Required("what_it_gives_ja"),
            Who = Words(row, "who_ja") ?? row.Required("who_ja"),
            Conditions = conditions,
            ConditionsText = text,
            ApplyAt = Words(row, "apply_at"),
            Deadline = Words(row, "deadline_note"),
            Url = row.Text("url"),
            WindowId = row.Text("window_id"),
            Provenance = Provenance(row),
        };
    }

    internal CrisisLine CrisisLine(SeedRow row) => new()
    {
        WindowId = row.Required("window_id"),
        Classes = row.List("classes"),
        ForWhom = row.Required("for_whom"),
        Way = row.Required("way"),
        Phone = row.Text("phone"),
        ChatUrl = row.Text("chat_url"),
        Hours = Hours(row, "hours", row.Text("hours"), null),
        HoursSeen = row.Flag("hours_seen"),
        ImminentOnly = row.Text("note") == "imminent only",
    };

    private static Service Finish(Service service)
    {
        var reachable = service.CanAnswer || service.Address is not null || service.Fax is not null;
        var ways = new List<string>(6);
        if (service.Phones.Count > 0)
            ways.Add("phone");
        if (service.ChatUrl is not null)
            ways.Add("chat");
        if (service.LineNote is not null && (service.ChatUrl ?? service.Url) is not null)
            ways.Add("line");
        if (service.Address is not null)
            ways.Add("visit");
        if (service.Fax is not null)
            ways.Add("fax");
        if (service.Url is not null)
            ways.Add("read");
        return service with
        {
            Ways = ways,
            // A website's "24/7" tells nothing about people who answer.
            Hours = reachable ? service.Hours : null,
            ChatHours = service.ChatHours ?? (service.Phones.Count == 0 && service.ChatUrl is not null ? service.Hours : null),
            Withheld = service.Withheld ?? (reachable || service.Url is not null ? null : "unreachable"),
        };
    }

    private static bool Hidden(SeedRow row) => row.Text("visibility") == "area-hidden";

    private OpeningHours? Hours(SeedRow row, string column, string? text, string? closed)
    {
        if (text is null)
            return null;
        var whole = closed is null ? text : $"{text}; {closed}";
        if (_hours.TryGetValue(whole, out var known))
            return known;
        if (OpeningHours.TryParse(whole, out var hours, out var error))
            return _hours[whole] = hours;
        row.Problem($"{column} is not understood: {error}", "write it like Mon-Fri 09:00-17:00; PH off");
        return null;
    }

    private static ServiceArea Area(SeedRow row, string[] areas)
    {
        if (areas.Length == 0)
            return new ServiceArea(AreaKind.City, []);
        if (areas.Length == 1 && WideAreas.TryGetValue(areas[0], out var kind))
            return new ServiceArea(kind, []);
        var wards = new List<string>(areas.Length);
        foreach (var area in areas)
        {
            if (WardIds.TryGetValue(area, out var ward))
                wards.Add(ward);
            else
                row.Problem($"the area \"{area}\" is not known", $"write one of {string.Join(", ", WideAreas.Keys.Concat(WardIds.Keys))}");
        }
        return new ServiceArea(AreaKind.Wards, wards);
    }

    private static Provenance Provenance(SeedRow row) => new(
        row.Text("source") ?? "",
        row.Text("source_date"),
        row.Date("verified_on"),
        row.Date("review_by") ?? DateOnly.MaxValue,
        row.OneOf("confidence", Confidences, Confidence.Memory))
    {
        ModifiedAt = row.ModifiedAt,
    };

    private static string[] Either(string[] own, string[]? other) => own.Length > 0 ? own : other ?? [];

    /// <summary>A scheme's text holds no number: numbers come only from windows, where they are kept up to date.</summary>
    private static string? Words(SeedRow row, string column)
    {
        var text = row.Text(column);
        if (text is not null && PhoneInText().IsMatch(text))
            row.Problem($"{column} holds a phone number", "take it out and name the window in window_id");
        return text;
    }

    [GeneratedRegex(@"0\d{1,4}-\d{1,4}-\d{3,4}|#\d{4}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PhoneInText();
}
