namespace Tsunagu.Directory.Api.Hsds;

/// <summary>Turns public records into HSDS objects.</summary>
internal sealed class HsdsProjection(HsdsCatalog catalog, IDirectoryWords words)
{
    /// <summary>Codes of the municipalities (全国地方公共団体コード) for service areas; branches have none.</summary>
    private static readonly Dictionary<string, string> AreaCodes = new(StringComparer.Ordinal)
    {
        ["city"] = "261009",
        ["prefecture"] = "260002",
        ["kita"] = "261017",
        ["kamigyo"] = "261025",
        ["sakyo"] = "261033",
        ["nakagyo"] = "261041",
        ["higashiyama"] = "261050",
        ["shimogyo"] = "261068",
        ["minami"] = "261076",
        ["ukyo"] = "261084",
        ["fushimi"] = "261092",
        ["yamashina"] = "261106",
        ["nishikyo"] = "261114",
    };

    /// <summary>A service; <paramref name="full"/> adds what it has many of.</summary>
    internal HsdsService Service(HsdsEntry entry, bool full)
    {
        var service = entry.Service is { } window ? Window(window) : Scheme(entry.Scheme!);
        var body = catalog.Body(entry.Body);
        service = service with { Id = entry.Id, LocalId = entry.Key, OrganizationId = body.Id, LastModified = HsdsCatalog.Time(entry.ModifiedAt), Organization = Body(body) };
        if (!full)
            return service with { Languages = null, AdditionalUrls = null };
        return service with
        {
            Phones = entry.Service is { } called ? NullIfEmpty(Phones(called)) : null,
            Schedules = entry.Service is { } kept ? NullIfEmpty(Schedules(kept)) : null,
            ServiceAreas = entry.Service is { } near ? NullIfEmpty(Areas(near)) : null,
            ServiceAtLocations = NullIfEmpty(catalog.PlacesOf(entry).Select(Location)),
            Attributes = NullIfEmpty(Attributes(entry.Key, entry.Terms)),
        };
    }

    /// <summary>An organisation without its lists.</summary>
    internal static HsdsOrganization Body(HsdsBody body) => new()
    {
        Id = body.Id,
        Name = body.Name,
        AlternateName = body.Organization?.NameEn,
        Description = body.Organization?.Summary ?? body.Name,
        Website = Uri(body.Organization?.Url),
        LocalId = body.Organization?.Id,
    };

    /// <summary>An organisation with its support targets and services.</summary>
    internal HsdsOrganization FullBody(HsdsBody body, bool fullServices) => Body(body) with
    {
        Attributes = body.Organization is { } organization ? NullIfEmpty(Attributes(body.Key, organization.Targets.Select(t => "target:" + t))) : null,
        Services = NullIfEmpty(catalog.OfBody(body.Key).Select(e => Service(e, fullServices) with { Organization = null })),
    };

    /// <summary>A place of an entry as a record of its own.</summary>
    internal HsdsServiceAtLocation Place(HsdsPlace place, bool full)
    {
        var window = place.Entry.Service!;
        var plain = Location(place) with { Service = Service(place.Entry, full: false) };
        return full
            ? plain with { ServiceAreas = NullIfEmpty(Areas(window)), Schedules = NullIfEmpty(Schedules(window)), Phones = NullIfEmpty(Phones(window)) }
            : plain;
    }

    private HsdsService Window(Service window) => new()
    {
        Id = "",
        Name = window.Name,
        AlternateName = window.NameEn,
        Description = window.Summary,
        Url = Uri(window.Url),
        AdditionalUrls = Uri(window.ChatUrl) is { } chat ? [new HsdsUrl(HsdsId.Of($"url:{window.Id}:chat"), "chat", chat)] : null,
        Status = window.Withheld is null ? "active" : "inactive",
        EligibilityDescription = window.Who,
        ApplicationProcess = window.AccessNotes,
        MinimumAge = window.MinAge,
        MaximumAge = window.MaxAge,
        AssuredDate = HsdsSchedules.Date(window.Provenance.VerifiedOn),
        Confidence = window.Provenance.Confidence.ToWire(),
        ReviewBy = ReviewBy(window.Provenance),
        Source = window.Provenance.Source,
        OpeningHours = window.Hours?.Text,
        HoursSeen = window.Hours is null ? null : window.HoursSeen,
        Languages = [.. window.Languages.Select(code => new HsdsLanguage(HsdsId.Of($"language:{window.Id}:{code}"), code, LanguageNames.Of(words, "ja", code)))],
    };

    private static HsdsService Scheme(SupportScheme scheme) => new()
    {
        Id = "",
        Name = scheme.Name,
        AlternateName = scheme.NameEn,
        Description = scheme.Gives,
        Url = Uri(scheme.Url),
        Status = "active",
        EligibilityDescription = scheme.Who,
        ApplicationProcess = string.Join(' ', new[] { scheme.ApplyAt, scheme.Deadline }.Where(t => t is not null)) is { Length: > 0 } how ? how : null,
        AssuredDate = HsdsSchedules.Date(scheme.Provenance.VerifiedOn),
        Confidence = scheme.Provenance.Confidence.ToWire(),
        ReviewBy = ReviewBy(scheme.Provenance),
        Source = scheme.Provenance.Source,
    };

    private static IEnumerable<HsdsPhone> Phones(Service window)
    {
        foreach (var phone in window.Phones)
            yield return new HsdsPhone(HsdsId.Of($"phone:{window.Id}:{phone.Number}"), phone.Number, "voice", phone.Note);
        if (window.Fax is { } fax)
            yield return new HsdsPhone(HsdsId.Of($"fax:{window.Id}:{fax}"), fax, "fax", null);
    }

    private static IEnumerable<HsdsSchedule> Schedules(Service window)
    {
        // Assumed hours would be read as known ones.
        if (!window.HoursSeen)
            yield break;
        var phone = window.Hours is { } hours && (window.Phones.Count > 0 || window.Address is not null) ? hours : null;
        if (phone is not null)
        {
            foreach (var row in HsdsSchedules.Of(window.Id, phone, window.Phones.Count > 0 ? "phone" : null, window.ValidFrom, window.ValidTo))
                yield return row;
        }
        if (window.ChatUrl is null || window.ChatHours is not { } chat)
            yield break;
        foreach (var row in HsdsSchedules.Of(window.Id, chat, "chat", window.ValidFrom, window.ValidTo))
            yield return row;
    }

    private IEnumerable<HsdsServiceArea> Areas(Service window) => window.Area.Kind switch
    {
        AreaKind.Nation => [Area(window.Id, "nation")],
        AreaKind.Prefecture => [Area(window.Id, "prefecture")],
        AreaKind.City => [Area(window.Id, "city")],
        _ => window.Area.Wards.Select(ward => Area(window.Id, ward)),
    };

    private HsdsServiceArea Area(string window, string area) =>
        new(HsdsId.Of($"area:{window}:{area}"), words.Say("ja", "directory.area." + area), AreaCodes.GetValueOrDefault(area), AreaCodes.ContainsKey(area) ? "text" : null);

    private static HsdsServiceAtLocation Location(HsdsPlace place)
    {
        var window = place.Entry.Service!;
        var location = HsdsId.Of((place.IsChat ? "chat:" : "location:") + window.Id);
        return new HsdsServiceAtLocation
        {
            Id = place.Id,
            ServiceId = place.Entry.Id,
            LocationId = location,
            Location = place.IsChat
                ? new HsdsLocation { Id = location, LocationType = "virtual", Name = window.Name, Url = Uri(window.ChatUrl) }
                : new HsdsLocation { Id = location, LocationType = "physical", Name = window.Name, Description = window.Address },
        };
    }

    private IEnumerable<HsdsAttribute> Attributes(string owner, IEnumerable<string> terms) => terms.Select(term => new HsdsAttribute(
        HsdsId.Of($"attribute:{owner}:{term}"),
        term.Split(':')[0] switch { "target" => "target_audience", var kind => kind },
        catalog.Taxonomies.Term(term)));

    private static string? ReviewBy(Provenance provenance) => provenance.ReviewBy == DateOnly.MaxValue ? null : HsdsSchedules.Date(provenance.ReviewBy);

    /// <summary>HSDS asks for plain ASCII addresses.</summary>
    internal static string? Uri(string? address) =>
        System.Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" ? uri.AbsoluteUri : null;

    private static List<T>? NullIfEmpty<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;
}
