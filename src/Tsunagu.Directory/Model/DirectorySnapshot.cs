using System.Collections.Frozen;

namespace Tsunagu.Directory;

/// <summary>The directory that the organisations share, as the bot sees it.</summary>
public interface IServiceDirectory
{
    /// <summary>The last good snapshot; reading it costs nothing.</summary>
    DirectorySnapshot Current { get; }

    /// <summary>When the data were last known to be those of the shared directory; told to people while <see cref="IsStale"/>.</summary>
    DateTimeOffset AsOf => Current.AsOf;

    /// <summary>The shared directory does not answer; what is shown is the last good state, as of <see cref="AsOf"/>.</summary>
    bool IsStale => false;
}

/// <summary>An immutable state of the directory, with the indexes that matching needs.</summary>
public sealed class DirectorySnapshot
{
    private readonly FrozenDictionary<string, int> _services;
    private readonly FrozenDictionary<string, SupportScheme> _schemes;

    /// <summary>A snapshot of these records.</summary>
    /// <exception cref="ArgumentException">Two services or two schemes share an id.</exception>
    public DirectorySnapshot(
        string version,
        DateTimeOffset asOf,
        IReadOnlyList<Service> services,
        IReadOnlyList<Organization> organizations,
        IReadOnlyList<SupportScheme> schemes,
        IReadOnlyList<CrisisLine> crisisLines,
        HolidayCalendar holidays)
    {
        Version = version;
        AsOf = asOf;
        Services = services;
        Organizations = organizations;
        Schemes = schemes;
        CrisisLines = crisisLines;
        Holidays = holidays;
        _services = services.Select((service, index) => (service.Id, index)).ToFrozenDictionary(s => s.Id, s => s.index, StringComparer.Ordinal);
        _schemes = schemes.ToFrozenDictionary(s => s.Id, StringComparer.Ordinal);
        Index = new MatchIndex(services);
    }

    /// <summary>The need code under which general guides are indexed.</summary>
    public const string GeneralGuide = "general";

    /// <summary>Changes exactly when a record changes.</summary>
    public string Version { get; }

    /// <summary>When this state was read.</summary>
    public DateTimeOffset AsOf { get; }

    /// <summary>All windows, also withheld ones.</summary>
    public IReadOnlyList<Service> Services { get; }

    /// <summary>All organisations.</summary>
    public IReadOnlyList<Organization> Organizations { get; }

    /// <summary>All schemes.</summary>
    public IReadOnlyList<SupportScheme> Schemes { get; }

    /// <summary>The closed list of crisis lines, in its order.</summary>
    public IReadOnlyList<CrisisLine> CrisisLines { get; }

    /// <summary>Public holidays.</summary>
    public HolidayCalendar Holidays { get; }

    /// <summary>What matching looks up instead of walking through all windows.</summary>
    internal MatchIndex Index { get; }

    /// <summary>The window with this id, or null.</summary>
    public Service? FindService(string id) => IndexOf(id) is { } index ? Services[index] : null;

    /// <summary>The scheme with this id, or null.</summary>
    public SupportScheme? FindScheme(string id) => _schemes.GetValueOrDefault(id);

    /// <summary>The main number of a window, or null.</summary>
    public string? PhoneOf(string windowId) => FindService(windowId)?.Phones is [var first, ..] ? first.Number : null;

    /// <summary>A window's place in <see cref="Services"/>, or null.</summary>
    internal int? IndexOf(string id) => _services.TryGetValue(id, out var index) ? index : null;
}
