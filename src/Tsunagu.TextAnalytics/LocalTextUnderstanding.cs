using Tsunagu.Handbooks;

namespace Tsunagu.TextAnalytics;

/// <summary>Understands typed words in this process: no model, no network, nothing kept.</summary>
public sealed class LocalTextUnderstanding : ITextUnderstanding
{
    private readonly CrisisRecognizer _crisis;
    private readonly AnswerInterpreter _answers;

    /// <summary>An understanding by these words.</summary>
    /// <param name="lexicon">Words that mean danger.</param>
    /// <param name="texts">Words of commands.</param>
    public LocalTextUnderstanding(CrisisLexicon lexicon, HandbookTexts texts)
    {
        _crisis = new CrisisRecognizer(lexicon);
        _answers = new AnswerInterpreter(texts);
    }

    /// <inheritdoc/>
    public CrisisSignal? RecognizeCrisis(string text, Locale locale) => _crisis.Recognize(text);

    /// <inheritdoc/>
    public AnswerInterpretation InterpretAnswer(string text, AnswerContext context) => _answers.Interpret(text, context);
}
