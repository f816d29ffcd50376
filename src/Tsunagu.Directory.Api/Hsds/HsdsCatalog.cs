using System.Collections.Frozen;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Tsunagu.Directory.Api.Hsds;

/// <summary>A window or a scheme as an entry of the HSDS lists.</summary>
/// <param name="Key">The id in the directory's own data.</param>
/// <param name="Body">Key of its organisation.</param>
/// <param name="Terms">Keys of its taxonomy terms.</param>
/// <param name="ModifiedAt">When its public record last changed.</param>
internal sealed record HsdsEntry(string Key, string Body, IReadOnlyList<string> Terms, DateTimeOffset? ModifiedAt)
{
    internal Service? Service { get; init; }

    internal SupportScheme? Scheme { get; init; }

    internal string Id { get; } = HsdsId.Of(Key);
}

/// <summary>A place of a window: its public address, or its chat.</summary>
internal sealed record HsdsPlace(HsdsEntry Entry, bool IsChat)
{
    internal string Id { get; } = HsdsId.Of((IsChat ? "at-chat:" : "at:") + Entry.Key);

    internal static IEnumerable<HsdsPlace> Of(HsdsEntry entry)
    {
        if (entry.Service?.Address is not null)
            yield return new HsdsPlace(entry, IsChat: false);
        if (HsdsProjection.Uri(entry.Service?.ChatUrl) is not null)
            yield return new HsdsPlace(entry, IsChat: true);
    }
}

/// <summary>A body: an organisation of the directory, or one that a record only names.</summary>
internal sealed record HsdsBody(string Key, string Name)
{
    internal Organization? Organization { get; init; }

    internal string Id { get; } = HsdsId.Of(Key);
}

/// <summary>What the HSDS lists look through: built once per snapshot; records become HSDS only when they are answered.</summary>
internal sealed class HsdsCatalog
{
    private static readonly ConditionalWeakTable<DirectorySnapshot, HsdsCatalog> Built = [];

    private readonly FrozenDictionary<string, HsdsEntry> _byId;
    private readonly FrozenDictionary<string, HsdsBody> _bodies;
    private readonly FrozenDictionary<string, HsdsBody> _bodiesById;
    private readonly FrozenDictionary<string, HsdsPlace> _places;
    private readonly ILookup<string, HsdsPlace> _placesOf;
    private readonly ILookup<string, HsdsEntry> _byBody;
    private readonly Lazy<TextIndex> _search;
    private readonly Lazy<TextIndex> _bodySearch;

    private HsdsCatalog(DirectorySnapshot snapshot, IDirectoryWords words, SearchFolding folding)
    {
        var codes = new KnownCodes(snapshot, words);
        Taxonomies = new HsdsTaxonomies(words, codes.Needs, codes.Targets);
        var bodies = new Dictionary<string, HsdsBody>(StringComparer.Ordinal);
        foreach (var organization in snapshot.Organizations)
            bodies[organization.Id] = new HsdsBody(organization.Id, organization.Name) { Organization = organization };
        var ofWindow = snapshot.Organizations.Where(o => o.WindowId is not null).ToLookup(o => o.WindowId!, o => o.Id, StringComparer.Ordinal);
        var named = snapshot.Organizations.ToLookup(o => o.Name, o => o.Id, StringComparer.Ordinal);
        string BodyOf(string name, string? window)
        {
            if (window is not null && (bodies.ContainsKey(window) ? window : ofWindow[window].FirstOrDefault()) is { } own)
                return own;
            var key = named[name].FirstOrDefault() ?? "organization:" + name;
            bodies.TryAdd(key, new HsdsBody(key, name));
            return key;
        }
        var entries = new List<HsdsEntry>(snapshot.Services.Count + snapshot.Schemes.Count);
        foreach (var service in snapshot.Services)
        {
            string[] terms = [.. service.Targets.Select(t => "target:" + t), .. service.Needs.Select(n => "need:" + n), "kind:" + HsdsTaxonomies.WindowKind];
            entries.Add(new HsdsEntry(service.Id, BodyOf(service.Organization, service.Id), terms, service.Provenance.ModifiedAt) { Service = service });
        }
        foreach (var scheme in snapshot.Schemes)
            entries.Add(new HsdsEntry(scheme.Id, BodyOf(scheme.Provider, null), ["kind:" + HsdsTaxonomies.SchemeKind], scheme.Provenance.ModifiedAt) { Scheme = scheme });
        Entries = entries;
        Bodies = [.. bodies.Values];
        _byId = entries.ToFrozenDictionary(e => e.Id, StringComparer.Ordinal);
        _bodies = bodies.ToFrozenDictionary(StringComparer.Ordinal);
        _bodiesById = Bodies.ToFrozenDictionary(b => b.Id, StringComparer.Ordinal);
        _byBody = entries.ToLookup(e => e.Body, StringComparer.Ordinal);
        var places = entries.SelectMany(HsdsPlace.Of).ToList();
        _places = places.ToFrozenDictionary(p => p.Id, StringComparer.Ordinal);
        _placesOf = places.ToLookup(p => p.Entry.Key, StringComparer.Ordinal);
        _search = new Lazy<TextIndex>(() => new TextIndex([.. entries.Select(e => (Title(e), SearchText(e, words)))], folding));
        _bodySearch = new Lazy<TextIndex>(() => new TextIndex([.. Bodies.Select(b => (b.Name, $"{b.Organization?.NameEn} {b.Organization?.Summary}"))], folding));
    }

    internal HsdsTaxonomies Taxonomies { get; }

    internal IReadOnlyList<HsdsEntry> Entries { get; }

    internal IReadOnlyList<HsdsBody> Bodies { get; }

    internal static HsdsCatalog Of(DirectorySnapshot snapshot, IDirectoryWords words, SearchFolding folding) =>
        Built.GetValue(snapshot, s => new HsdsCatalog(s, words, folding));

    internal HsdsEntry? FindEntry(string id) => _byId.GetValueOrDefault(Uuid(id));

    internal HsdsBody? FindBody(string id) => _bodiesById.GetValueOrDefault(Uuid(id));

    internal HsdsPlace? FindPlace(string id) => _places.GetValueOrDefault(Uuid(id));

    /// <summary>The public address and the chat of an entry, where it has them.</summary>
    internal IEnumerable<HsdsPlace> PlacesOf(HsdsEntry entry) => _placesOf[entry.Key];

    internal HsdsBody Body(string key) => _bodies[key];

    internal IEnumerable<HsdsEntry> OfBody(string key) => _byBody[key];

    /// <summary>Entries that a query finds, the best first.</summary>
    internal IEnumerable<HsdsEntry> Search(string query) => _search.Value.Find(query).Select(i => Entries[i]);

    /// <summary>Bodies that a query finds, the best first.</summary>
    internal IEnumerable<HsdsBody> SearchBodies(string query) => _bodySearch.Value.Find(query).Select(i => Bodies[i]);

    /// <summary>An id as HSDS writes it; the directory's own ids are taken too.</summary>
    internal static string Uuid(string id) => Guid.TryParse(id, out var uuid) ? uuid.ToString() : HsdsId.Of(id);

    internal static string? Time(DateTimeOffset? instant) =>
        instant is { } at ? JapanTime.Local(at).ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture) : null;

    private static string Title(HsdsEntry entry) => entry.Service?.Name ?? entry.Scheme!.Name;

    private static string SearchText(HsdsEntry entry, IDirectoryWords words) => entry.Service is { } service
        ? string.Join('\n', [service.NameEn, service.Organization, service.Summary, service.Who, .. service.Topics, .. service.Targets,
            .. service.Needs.Select(n => words.Name("ja", "needs", n)), .. service.Phones.Select(p => p.Number)])
        : string.Join('\n', entry.Scheme!.NameEn, entry.Scheme.Provider, entry.Scheme.Gives, entry.Scheme.Who, entry.Scheme.ApplyAt);
}
