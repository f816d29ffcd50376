using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>Why something is shown, in words. The directory gives rules and values; the words are the handbook's.</summary>
internal static class ReasonWords
{
    private const int Most = 3;

    public static string? Of(TurnScope turn, IReadOnlyList<Reason> reasons)
    {
        var said = reasons.Select(r => Say(turn, r)).OfType<string>().Distinct(StringComparer.Ordinal).Take(Most).ToList();
        return said.Count > 0 ? turn.Words.Say("reason.line", ("reasons", turn.Words.List(said))) : null;
    }

    private static string? Say(TurnScope turn, Reason reason)
    {
        var words = turn.Words;
        return reason.Kind switch
        {
            "need" => words.Texts.NeedName(turn.Locale, reason.Value) is { } need ? words.Say("reason.need", ("need", need)) : null,
            "ward" => words.Say("reason.ward", ("ward", Wards.IsInCity(reason.Value) ? CardBuilder.WardOf(turn, reason.Value) : words.Say("area.city"))),
            "age" => words.Say("reason.age"),
            "language" => words.Say("reason.language", ("language", CardBuilder.LanguageOf(words, reason.Value))),
            "way" => words.Has("reason.way." + reason.Value) ? words.Say("reason.way." + reason.Value) : null,
            "time" => words.Say("reason.time"),
            "crisis" => words.Say("reason.crisis"),
            "fallback" => words.Say("reason.fallback"),
            "scheme" => words.Say("reason.scheme"),
            _ => null,
        };
    }
}
