using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>What the bot is made of; all of it may be used by many turns at once.</summary>
/// <param name="Handbook">The questions.</param>
/// <param name="Texts">The words.</param>
/// <param name="Directory">The windows and schemes.</param>
/// <param name="Recommender">Chooses among them.</param>
/// <param name="Understanding">Understands typed words.</param>
/// <param name="Options">Settings.</param>
public sealed record HandbookParts(
    Handbook Handbook,
    HandbookTexts Texts,
    IServiceDirectory Directory,
    Recommender Recommender,
    ITextUnderstanding Understanding,
    HandbookBotOptions Options)
{
    /// <summary>Looks at typed words outside this process as well; null = nothing leaves it.</summary>
    public ITextAnalyser? Analyser { get; init; }
}

/// <summary>Settings of the bot.</summary>
public sealed record HandbookBotOptions
{
    /// <summary>Who runs it (<c>Site:Operator</c>). While it is empty the greeting says that this is a prototype and no service of the city.</summary>
    public string? Operator { get; init; }

    /// <summary>After this long without a word only "go on or erase?" is shown, because somebody else may look at the screen.</summary>
    public TimeSpan IdleAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How a talk on LINE is handed to staff; null = never.</summary>
    public HandoffOptions? Handoff { get; init; }
}
