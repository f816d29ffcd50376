namespace Tsunagu.Directory.Api.Hsds;

/// <summary>
/// The HSDS 3.2 API (<c>/hsds/v3</c>): reading only, open to every page, GET and POST alike. Answers are functions of the snapshot, so that an
/// <c>ETag</c> spares whoever asks again.
/// </summary>
internal sealed class HsdsEndpoints(IServiceDirectory directory, IDirectoryWords words, SearchFolding folding)
{
    internal const string Root = "/hsds/v3";

    private const string Version = "3.2";

    /// <summary>Postcodes that begin like this lie in Kyoto City; in which ward is not known here, so that no ward's window is left out.</summary>
    private static readonly string[] CityPostcodes = ["600", "601", "602", "603", "604", "605", "606", "607", "6101", "612", "615", "616"];

    internal static void Map(IEndpointRouteBuilder app)
    {
        var hsds = app.MapGroup(Root).WithTags("hsds");
        hsds.MapGet("/", (HttpContext context, HsdsEndpoints api) => api.About(context)).WithSummary("Version, profile and OpenAPI document.");
        hsds.MapGet("/profile", static (HttpContext context) => HsdsProfile.Index(context)).WithSummary("The profile: what differs from plain HSDS.");
        hsds.MapGet("/profile/{name}", static (HttpContext context, string name) => HsdsProfile.Patch(context, name)).WithSummary("A merge patch (RFC 7386) of one schema.");
        List(hsds, "/services", static (api, context, query) => api.Services(context, query), "Windows and support schemes.");
        List(hsds, "/organizations", static (api, context, query) => api.Organizations(context, query), "Organisations.");
        List(hsds, "/service_at_locations", static (api, context, query) => api.Places(context, query), "Windows with a public place or a chat.");
        List(hsds, "/taxonomies", static (api, context, query) => api.AllTaxonomies(context, query), "Taxonomies.");
        List(hsds, "/taxonomy_terms", static (api, context, query) => api.Terms(context, query), "Terms of the taxonomies.");
        One(hsds, "/services/{id}", static (api, context, id) => api.Service(context, id));
        One(hsds, "/organizations/{id}", static (api, context, id) => api.Organization(context, id));
        One(hsds, "/service_at_locations/{id}", static (api, context, id) => api.Place(context, id));
        One(hsds, "/taxonomies/{id}", static (api, context, id) => api.Taxonomy(context, id));
        One(hsds, "/taxonomy_terms/{id}", static (api, context, id) => api.Term(context, id));
    }

    private HsdsCatalog Catalog => HsdsCatalog.Of(directory.Current, words, folding);

    private static void List(RouteGroupBuilder app, string path, Func<HsdsEndpoints, HttpContext, HsdsQuery, IResult> answer, string summary) =>
        app.MapMethods(path, ["GET", "POST"], async (HttpContext context, HsdsEndpoints api) =>
        {
            var (query, problem) = await HsdsQuery.ReadAsync(context);
            return problem ?? answer(api, context, query);
        }).WithSummary(summary);

    private static void One(RouteGroupBuilder app, string path, Func<HsdsEndpoints, HttpContext, string, IResult> answer) =>
        app.MapGet(path, (HttpContext context, HsdsEndpoints api, string id) => answer(api, context, id));

    private IResult About(HttpContext context)
    {
        var site = $"{context.Request.Scheme}://{context.Request.Host}";
        var snapshot = directory.Current;
        return HsdsAnswer.Of(context, new HsdsRoot(Version, $"{site}{Root}/profile", $"{site}/openapi/v1.json", words.Say("ja", "directory.hsds.about"), snapshot.Version, HsdsCatalog.Time(directory.AsOf)!));
    }

    private IResult Services(HttpContext context, HsdsQuery query)
    {
        var catalog = Catalog;
        var found = Filter(catalog, query);
        if (query.Minimal)
            return HsdsAnswer.List(context, query, found, static entry => new HsdsMinimal(entry.Id, HsdsCatalog.Time(entry.ModifiedAt)));
        var projection = new HsdsProjection(catalog, words);
        return HsdsAnswer.List(context, query, found, entry => projection.Service(entry, query.Full));
    }

    private IResult Organizations(HttpContext context, HsdsQuery query)
    {
        var catalog = Catalog;
        var bodies = query.Search is { } search ? catalog.SearchBodies(search) : catalog.Bodies;
        foreach (var wanted in Wanted(catalog, query))
        {
            bodies = bodies.Where(body => catalog.OfBody(body.Key).Any(entry => entry.Terms.Any(wanted.Contains))
                || body.Organization?.Targets.Any(target => wanted.Contains("target:" + target)) == true);
        }
        var projection = new HsdsProjection(catalog, words);
        return HsdsAnswer.List(context, query, [.. bodies], body => query.Full || query.FullService ? projection.FullBody(body, query.FullService) : HsdsProjection.Body(body));
    }

    private IResult Places(HttpContext context, HsdsQuery query)
    {
        var catalog = Catalog;
        var projection = new HsdsProjection(catalog, words);
        var places = Filter(catalog, query).SelectMany(catalog.PlacesOf).Where(place => query.Postcode is null || Reaches(place.Entry.Service!, query.Postcode));
        return HsdsAnswer.List(context, query, [.. places], place => projection.Place(place, query.Full));
    }

    private IResult AllTaxonomies(HttpContext context, HsdsQuery query)
    {
        var found = Catalog.Taxonomies.All.Where(t => Says(query, t.Name, t.Description));
        return HsdsAnswer.List(context, query, [.. found], static taxonomy => taxonomy);
    }

    private IResult Terms(HttpContext context, HsdsQuery query)
    {
        var taxonomy = query.TaxonomyId is { } named ? HsdsCatalog.Uuid(named) : null;
        var parent = query.ParentId is { } above ? HsdsCatalog.Uuid(above) : null;
        var found = Catalog.Taxonomies.Terms
            .Where(t => Says(query, t.Name, t.Code))
            .Where(t => taxonomy is null || t.TaxonomyDetail!.Id == taxonomy)
            .Where(t => parent is null || t.ParentId == parent)
            .Where(t => !query.TopOnly || t.ParentId is null);
        return HsdsAnswer.List(context, query, [.. found], static term => term);
    }

    private IResult Service(HttpContext context, string id) => Catalog is var catalog && catalog.FindEntry(id) is { } entry
        ? HsdsAnswer.Of(context, new HsdsProjection(catalog, words).Service(entry, full: true))
        : Unknown("service", "/services");

    private IResult Organization(HttpContext context, string id) => Catalog is var catalog && catalog.FindBody(id) is { } body
        ? HsdsAnswer.Of(context, new HsdsProjection(catalog, words).FullBody(body, string.Equals(context.Request.Query["full_service"], "true", StringComparison.OrdinalIgnoreCase)))
        : Unknown("organization", "/organizations");

    private IResult Place(HttpContext context, string id) => Catalog is var catalog && catalog.FindPlace(id) is { } place
        ? HsdsAnswer.Of(context, new HsdsProjection(catalog, words).Place(place, full: true))
        : Unknown("service at a location", "/service_at_locations");

    private IResult Taxonomy(HttpContext context, string id) => Catalog.Taxonomies.FindTaxonomy(id) is { } taxonomy
        ? HsdsAnswer.Of(context, taxonomy)
        : Unknown("taxonomy", "/taxonomies");

    private IResult Term(HttpContext context, string id) => Catalog.Taxonomies.FindTerm(id) is { } term
        ? HsdsAnswer.Of(context, term)
        : Unknown("taxonomy term", "/taxonomy_terms");

    private static List<HsdsEntry> Filter(HsdsCatalog catalog, HsdsQuery query)
    {
        var found = query.Search is { } search ? catalog.Search(search) : catalog.Entries;
        foreach (var wanted in Wanted(catalog, query))
            found = found.Where(entry => entry.Terms.Any(wanted.Contains));
        if (query.OrganizationId is { } organization)
        {
            var body = catalog.FindBody(organization)?.Key;
            found = found.Where(entry => entry.Body == body);
        }
        if (query.ModifiedAfter is { } after)
            found = found.Where(entry => entry.ModifiedAt >= after);
        return [.. found];
    }

    /// <summary>For each thing that is asked of the terms: keys of which a record must have one.</summary>
    private static IEnumerable<HashSet<string>> Wanted(HsdsCatalog catalog, HsdsQuery query)
    {
        if (query.TaxonomyTermId is { } term)
            yield return catalog.Taxonomies.KeysOfTerm(term);
        if (query.TaxonomyId is { } taxonomy)
            yield return catalog.Taxonomies.KeysOfTaxonomy(taxonomy);
    }

    private static bool Reaches(Service service, string postcode) => service.Area.Kind == AreaKind.Nation
        || (service.Area.Kind == AreaKind.Prefecture && string.CompareOrdinal(postcode, "6000000") >= 0 && string.CompareOrdinal(postcode, "6300000") < 0)
        || Array.Exists(CityPostcodes, prefix => postcode.StartsWith(prefix, StringComparison.Ordinal));

    private bool Says(HsdsQuery query, params ReadOnlySpan<string> texts)
    {
        if (query.Search is not { } search)
            return true;
        var wanted = folding.Fold(search);
        foreach (var text in texts)
        {
            if (folding.Fold(text).Contains(wanted, StringComparison.Ordinal))
                return true;
        }
        return false;
    }

    private static Problem Unknown(string what, string list) => Problem.NotFound($"There is no such {what}", $"Take an id from GET {Root}{list}.");
}
