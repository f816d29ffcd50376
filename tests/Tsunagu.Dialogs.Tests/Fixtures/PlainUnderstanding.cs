using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs.Tests.Fixtures;

/// <summary>As simple as can be, so that the dialog's tests do not depend on the analyser: numbers, exact words, three crisis words.</summary>
internal sealed class PlainUnderstanding(HandbookTexts texts) : ITextUnderstanding
{
    public CrisisSignal? RecognizeCrisis(string text, Locale locale) => text switch
    {
        "死にたい" => new CrisisSignal(CrisisClass.SuicideRisk, ThirdPerson: false, CrisisUrgency.High),
        "友だちが死にたいと言う" => new CrisisSignal(CrisisClass.SuicideRisk, ThirdPerson: true, CrisisUrgency.High),
        "夫に殴られている" => new CrisisSignal(CrisisClass.Dv, ThirdPerson: false, CrisisUrgency.Imminent),
        _ => null,
    };

    public AnswerInterpretation InterpretAnswer(string text, AnswerContext context)
    {
        foreach (var command in Commands.All)
        {
            if (texts.CommandWords(context.Locale, command).Contains(text))
                return new AnswerInterpretation { Command = command };
        }

        if (text == "どれでもない")
            return new AnswerInterpretation { NoneOfThem = true };
        if (int.TryParse(text, out var number) && context.Options.FirstOrDefault(o => o.Number == number) is { } numbered)
            return new AnswerInterpretation { Picks = [numbered.Id] };
        if (text.StartsWith("どっちか", StringComparison.Ordinal))
            return new AnswerInterpretation { Unclear = true, Ask = [.. context.Options.Take(2).Select(o => o.Id)] };
        var picks = text.Split('と').Select(t => context.Options.FirstOrDefault(o => o.Text == t || o.Label == t)?.Id).OfType<string>().ToList();
        return picks.Count > 0 ? new AnswerInterpretation { Picks = picks } : new AnswerInterpretation { Unclear = true };
    }
}
