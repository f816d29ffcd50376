using System.Security.Cryptography;
using Tsunagu.BotCore;
using Tsunagu.Conversations;
using Tsunagu.Dialogs;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Host;

/// <summary>The bot without a channel: content, directory and engine put together. The host, tools and tests all build it here.</summary>
public sealed class BotComposition : IDisposable
{
    // Made when it is asked for: the host has an engine of its own (EngineComposition).
    private readonly Lazy<InMemoryConversations> _engine;

    private BotComposition(LoadedHandbook content, IServiceDirectory directory, HandbookParts parts, TurnRunner runner, Func<InMemoryConversations> engine)
    {
        Content = content;
        Directory = directory;
        Parts = parts;
        Runner = runner;
        _engine = new Lazy<InMemoryConversations>(engine);
    }

    /// <summary>The conversation's content, with the warnings of its load.</summary>
    public LoadedHandbook Content { get; }

    /// <summary>The windows and schemes.</summary>
    public IServiceDirectory Directory { get; }

    /// <summary>What a turn works with.</summary>
    public HandbookParts Parts { get; }

    /// <summary>Runs single turns, without an engine around it.</summary>
    public ITurnRunner Runner { get; }

    /// <summary>An engine in memory, ready to be talked to: it writes nothing and starts no silo.</summary>
    public IConversations Conversations => _engine.Value;

    /// <summary>Reads content and directory and builds the engine.</summary>
    /// <param name="settings">Where they are.</param>
    /// <param name="clock">Tells the time.</param>
    /// <param name="directory">The windows; null reads the seed's files, as tools and tests do.</param>
    /// <param name="analyser">Looks at typed words outside this process as well; null = nothing leaves it.</param>
    /// <exception cref="ContentException">The content is wrong; each problem has file, line and mend.</exception>
    /// <exception cref="SeedException">The directory's seed is wrong, likewise.</exception>
    /// <exception cref="SettingsException">A folder is not there.</exception>
    public static BotComposition Create(SiteSettings settings, TimeProvider clock, IServiceDirectory? directory = null, ITextAnalyser? analyser = null)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        RequireFolder("Handbook:Path", settings.HandbookPath);
        RequireFolder("Directory:Path", settings.DirectoryPath);
        directory ??= SeedDirectory.Load(settings.DirectoryPath, clock);
        var snapshot = directory.Current;
        var content = HandbookLoader.Load(settings.HandbookPath, ReferencesOf(snapshot));
        if (settings.Handoff?.Options.Desk is { } desk && snapshot.FindService(desk) is null)
            throw new SettingsException($"Handoff:Desk is '{desk}', which is no window of the directory: set the id of one, or leave it empty.");
        var options = new HandbookBotOptions { Operator = settings.WebChat.Operator is { Length: > 0 } name ? name : null, Handoff = settings.Handoff?.Options };
        var parts = new HandbookParts(content.Handbook, content.Texts, directory, new Recommender(), new LocalTextUnderstanding(content.Crisis, content.Texts, content.Understanding), options)
        {
            Analyser = analyser,
        };
        var runner = new TurnRunner(parts, clock, NewTalkId);
        var bounds = new ConversationOptions();
        return new BotComposition(content, directory, parts, runner,
            () => new InMemoryConversations(runner, new InMemoryConversationStore(bounds), clock, bounds));
    }

    /// <summary>The directory's ids that the handbook may name. The start and <c>tsunagu check</c> use the same ones.</summary>
    /// <param name="directory">The windows and schemes.</param>
    public static ContentReferences ReferencesOf(DirectorySnapshot directory)
    {
        ArgumentNullException.ThrowIfNull(directory);
        return new ContentReferences
        {
            Schemes = directory.Schemes.Select(scheme => scheme.Id).ToHashSet(StringComparer.Ordinal),
            Windows = directory.Services.Select(service => service.Id).ToHashSet(StringComparer.Ordinal),
            Wards = Wards.All.Concat(Wards.Branches).Append(Wards.Outside).Append(Wards.None).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>A short random id for a new talk.</summary>
    internal static string NewTalkId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4));

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_engine.IsValueCreated)
            _engine.Value.Dispose();
    }

    private static void RequireFolder(string key, string folder)
    {
        if (!System.IO.Directory.Exists(folder))
            throw new SettingsException($"{key}: there is no folder '{folder}'. Set {key} to the folder, or start the program from the repository.");
    }
}
