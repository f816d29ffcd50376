namespace Tsunagu.Directory.Api.Hsds;

/// <summary>The directory's four taxonomies: support targets (支援対象), kinds of consultation, kinds of record, and, where the handbook is there, worries (お悩み).</summary>
internal sealed class HsdsTaxonomies
{
    internal const string WindowKind = "window";
    internal const string SchemeKind = "scheme";

    private const string Version = "1";

    private readonly Dictionary<string, HsdsTaxonomyTerm> _byCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Key, HsdsTaxonomyTerm Term)> _byId = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, WorryName> _worries;

    internal HsdsTaxonomies(IDirectoryWords words, IEnumerable<string> needs, IEnumerable<string> targets)
    {
        _worries = words.Worries;
        Targets = Taxonomy(words, "targets");
        Needs = Taxonomy(words, "needs");
        Kinds = Taxonomy(words, "kinds");
        Worries = Taxonomy(words, "worries");
        All = words.Worries.Count > 0 ? [Targets, Needs, Kinds, Worries] : [Targets, Needs, Kinds];
        var number = 0;
        foreach (var target in targets)
            Add("target:" + target, Targets, TargetCodes.CodeOf(number++), target, words.Name("ja", "targets", target));
        foreach (var need in needs)
            Add("need:" + need, Needs, need, words.Name("ja", "needs", need), null);
        foreach (var kind in new[] { WindowKind, SchemeKind })
            Add("kind:" + kind, Kinds, kind, words.Say("ja", "directory.taxonomy.kind." + kind), null);
        foreach (var (id, worry) in words.Worries)
            Add(id, Worries, id, worry.Name, null);
        Terms = [.. _byCode.Values];
    }

    internal HsdsTaxonomy Targets { get; }

    internal HsdsTaxonomy Needs { get; }

    internal HsdsTaxonomy Kinds { get; }

    internal HsdsTaxonomy Worries { get; }

    internal IReadOnlyList<HsdsTaxonomy> All { get; }

    internal IReadOnlyList<HsdsTaxonomyTerm> Terms { get; }

    /// <summary>A term by <c>need:life</c>, <c>target:生活困窮</c>, <c>kind:window</c> or a worry's id.</summary>
    internal HsdsTaxonomyTerm Term(string code) => _byCode[code];

    /// <summary>A term by its UUID or its code.</summary>
    internal HsdsTaxonomyTerm? FindTerm(string id) => _byId.TryGetValue(HsdsCatalog.Uuid(id), out var found) ? found.Term : _byCode.GetValueOrDefault(id);

    internal HsdsTaxonomy? FindTaxonomy(string id) => HsdsCatalog.Uuid(id) is var uuid ? All.FirstOrDefault(t => t.Id == uuid) : null;

    /// <summary>Keys of which a record has one when it has the term. A worry leads to needs: a window has it by way of the needs that it meets.</summary>
    internal HashSet<string> KeysOfTerm(string id) => FindTerm(id) is { } term ? [.. KeysOf(_byId[term.Id].Key)] : [];

    /// <summary>Keys of which a record has one when it has a term of the taxonomy.</summary>
    internal HashSet<string> KeysOfTaxonomy(string id) => FindTaxonomy(id) is { } taxonomy
        ? [.. _byId.Values.Where(t => t.Term.TaxonomyDetail == taxonomy).SelectMany(t => KeysOf(t.Key))]
        : [];

    private IEnumerable<string> KeysOf(string key) => _worries.TryGetValue(key, out var worry) ? worry.Needs.Select(need => "need:" + need) : [key];

    private void Add(string key, HsdsTaxonomy taxonomy, string code, string name, string? description)
    {
        var term = new HsdsTaxonomyTerm { Id = HsdsId.Of(key), Code = code, Name = name, Description = description ?? name, Taxonomy = taxonomy.Name, TaxonomyDetail = taxonomy };
        _byCode[key] = term;
        _byId[term.Id] = (key, term);
    }

    private static HsdsTaxonomy Taxonomy(IDirectoryWords words, string code) =>
        new(HsdsId.Of("taxonomy:" + code), words.Say("ja", "directory.taxonomy." + code), words.Say("ja", $"directory.taxonomy.{code}.about"), Version);
}
