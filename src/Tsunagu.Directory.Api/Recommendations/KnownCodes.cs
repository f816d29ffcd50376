using System.Collections.Frozen;

namespace Tsunagu.Directory.Api;

/// <summary>Codes of the public contract (DESIGN section 7) and the UUIDs that stand for them; either form is understood.</summary>
internal sealed class KnownCodes
{
    internal static readonly string[] Ways = ["phone", "chat", "line", "visit", "home", "mail", "fax", "relay", "read"];

    internal static readonly string[] Times = ["now", "day", "evening", "weekend", "any"];

    internal static readonly string[] Urgencies = ["safety", "today"];

    internal static readonly string[] Persons = ["self", "third"];

    private readonly FrozenDictionary<string, string> _services;
    private readonly FrozenDictionary<string, string> _schemes;
    private readonly FrozenDictionary<string, string> _needs;
    private readonly FrozenDictionary<string, string> _targets;

    internal KnownCodes(DirectorySnapshot snapshot, IDirectoryWords words)
    {
        Needs = [.. words.Needs.Append(DirectorySnapshot.GeneralGuide).Concat(snapshot.Services.SelectMany(s => s.Needs)).Distinct()];
        Targets = [.. TargetCodes.All.Concat(snapshot.Services.SelectMany(s => s.Targets)).Distinct()];
        _services = ByEither(snapshot.Services.Select(s => s.Id), static id => id);
        _schemes = ByEither(snapshot.Schemes.Select(s => s.Id), static id => id);
        _needs = ByEither(Needs, static code => "need:" + code);
        _targets = ByEither(Targets, static code => "target:" + code)
            .Concat(TargetCodes.All.Select((name, i) => KeyValuePair.Create(TargetCodes.CodeOf(i), name)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    internal IReadOnlyList<string> Needs { get; }

    internal IReadOnlyList<string> Targets { get; }

    internal static IReadOnlyList<string> Places { get; } = [.. Wards.All, .. Wards.Branches, Wards.Outside, Wards.None];

    internal string? Service(string id) => _services.GetValueOrDefault(Plain(id));

    internal string? Scheme(string id) => _schemes.GetValueOrDefault(Plain(id));

    internal string? Need(string code) => _needs.GetValueOrDefault(Plain(code));

    internal string? Target(string code) => _targets.GetValueOrDefault(Plain(code));

    // A UUID may be written in capitals or in braces; our own ids are written one way only.
    private static string Plain(string id) => Guid.TryParse(id, out var uuid) ? uuid.ToString() : id;

    private static FrozenDictionary<string, string> ByEither(IEnumerable<string> codes, Func<string, string> key) =>
        codes.SelectMany(code => new[] { KeyValuePair.Create(code, code), KeyValuePair.Create(HsdsId.Of(key(code)), code) })
            .ToFrozenDictionary(StringComparer.Ordinal);
}
