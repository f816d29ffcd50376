namespace Tsunagu.Handbooks;

/// <summary>
/// Looks at typed words outside this process, where an operator wants that. What it finds may only add: a worry to propose, a language to offer, a
/// kind reminder, a raised alarm. It never chooses an answer and never lowers an alarm, so a talk without it is whole.
/// </summary>
public interface ITextAnalyser
{
    /// <summary>What was found within the analyser's own time budget. Faults are none of the talk's business: then less was found.</summary>
    /// <param name="text">What was typed, unchanged. It is neither kept nor logged.</param>
    /// <param name="locale">The language that the text is most likely written in.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <exception cref="OperationCanceledException">The token ended it; nothing else is thrown.</exception>
    ValueTask<TextFindings> AnalyseAsync(string text, Locale locale, CancellationToken cancellationToken);
}

/// <summary>What an analyser found in a text. It lives as long as the turn.</summary>
public sealed record TextFindings
{
    /// <summary>Nothing was found.</summary>
    public static TextFindings None { get; } = new();

    /// <summary>The language that the text is written in, if it is one of ours and that is fairly sure; else null.</summary>
    public Locale? Language { get; init; }

    /// <summary>A name, an address, a number or the like stands in the text.</summary>
    public bool PersonalData { get; init; }

    /// <summary>What the text is about. Pieces of what was typed: never to be kept.</summary>
    public IReadOnlyList<string> KeyPhrases { get; init; } = [];

    /// <summary>The text sounds very bad. By itself that is no sign of danger.</summary>
    public bool Distress { get; init; }
}
