using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>Understands typed words in this process: no model from elsewhere, no network, nothing kept.</summary>
public sealed class LocalTextUnderstanding : ITextUnderstanding
{
    private readonly CrisisRecognizer _crisis;
    private readonly AnswerInterpreter _answers;
    private readonly Lazy<WorryModel> _worries;
    private readonly Lazy<SecondOpinion> _second;

    /// <summary>An understanding by these words.</summary>
    /// <param name="lexicon">Words that mean danger.</param>
    /// <param name="texts">Words of commands.</param>
    /// <param name="understanding">Ways to say each worry.</param>
    public LocalTextUnderstanding(CrisisLexicon lexicon, HandbookTexts texts, UnderstandingContent understanding)
    {
        ArgumentNullException.ThrowIfNull(lexicon);
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(understanding);
        _crisis = new CrisisRecognizer(lexicon);
        _answers = new AnswerInterpreter(texts, understanding.Readings);
        _worries = new Lazy<WorryModel>(() => new WorryModel(understanding));
        _second = new Lazy<SecondOpinion>(() => new SecondOpinion(understanding));
    }

    /// <inheritdoc/>
    public CrisisSignal? RecognizeCrisis(string text, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _crisis.Recognize(text, SureOf);
    }

    /// <inheritdoc/>
    public CrisisSignal? SuspectCrisis(string text, Locale locale)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _crisis.Recognize(text, FaintOf);
    }

    private CrisisClass? SureOf(string text) => _second.Value.Of(text, SecondOpinion.Sure);

    private CrisisClass? FaintOf(string text) => _second.Value.Of(text, SecondOpinion.Faint);

    /// <inheritdoc/>
    public AnswerInterpretation InterpretAnswer(string text, AnswerContext context)
    {
        try
        {
            return _answers.Interpret(text, context);
        }
        catch (System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            // Too much for the time there is: asking again is never wrong.
            return new AnswerInterpretation { Unclear = true };
        }
    }

    /// <inheritdoc/>
    public Locale? GuessLanguage(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return LanguageGuess.Of(text);
    }

    /// <inheritdoc/>
    public WorryUnderstanding UnderstandWorries(string text, Locale locale) => _worries.Value.Understand(text);

    /// <inheritdoc/>
    public void Prepare()
    {
        _ = _worries.Value;
        _ = _second.Value;
    }

    /// <summary>The sign of danger and the place of the rule that gave it, for those who write rules.</summary>
    /// <param name="text">What was typed.</param>
    public (CrisisSignal Signal, SourceMark Source)? ExplainCrisis(string text) => _crisis.Explain(text);
}
