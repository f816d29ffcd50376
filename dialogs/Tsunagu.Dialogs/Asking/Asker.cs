using Tsunagu.BotCore;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>Has the bot's say: the question that the talk is at, or the result when nothing is left to ask.</summary>
internal static class Asker
{
    public static void Ask(TurnScope turn)
    {
        var prompt = Prompts.Present(turn);
        if (prompt is null)
        {
            turn.Before.AddRange(ResultBuilder.Build(turn));
            turn.State = turn.State with { Mode = TalkModes.Result };
            prompt = Prompts.Present(turn) ?? throw new InvalidOperationException("After the result there is always a question.");
        }

        turn.Before.Add(LanguageOffer.Of(turn) is { } offered ? AskIn(turn, prompt, offered) : Messages.Ask(turn, prompt, turn.Lead));
    }

    // An offer is read by somebody who may not read the talk's language: all of its message stands in the offered one.
    private static Activity AskIn(TurnScope turn, Prompt prompt, Handbooks.Locale offered) => turn.In(offered, () => Messages.Ask(turn, prompt, turn.Lead));
}

/// <summary>The first words of a talk.</summary>
internal static class Greeting
{
    public static void Say(TurnScope turn)
    {
        var locale = turn.State.Locale ?? turn.Activity.Locale;
        turn.Replace(turn.State with
        {
            Locale = Handbooks.Locale.ParseOrJapanese(locale).Tag,
            Talk = turn.NewTalkId(),
            Turn = 1,
            Mode = TalkModes.Asking,
            LastAt = turn.Now,
        });
        List<string> text = [turn.Words.Say("greeting.title")];
        if (string.IsNullOrWhiteSpace(turn.Parts.Options.Operator))
            text.Add(turn.Words.Say("greeting.prototype"));
        text.Add(turn.Words.Say("greeting.body"));
        text.Add(turn.Words.Say("greeting.kept"));
        var hours = AfterHours.InWords(turn);
        text.AddRange(hours);
        // A channel with a greeting of its own says these too.
        var facts = new Dictionary<string, System.Text.Json.JsonElement>(StringComparer.Ordinal) { [MessageData.HoursFact] = JsonText.Of(string.Join('\n', hours)) };
        turn.Before.Add(Messages.Note(turn, MessageKinds.Greeting, "greeting", string.Join('\n', text), data: facts));
        if (turn.Parts.Analyser is not null)
            turn.Before.Add(Messages.Note(turn, "analyser-notice"));
    }
}

/// <summary>Tells once that some words stand in another language.</summary>
internal static class FallbackNotice
{
    public static void Add(TurnScope turn)
    {
        if (turn.State.FallbackTold || !turn.Words.FellBack)
            return;
        turn.State = turn.State with { FallbackTold = true };
        turn.Before.Insert(0, Messages.Note(turn, "fallback-notice"));
    }
}

/// <summary>Tells once, kindly, that names, addresses and numbers need not be written.</summary>
internal static class PersonalDataNotice
{
    public static void Add(TurnScope turn)
    {
        // After a sign of danger there are more important words.
        if (!turn.Findings.PersonalData || turn.State.PersonalDataTold || turn.Crisis is not null)
            return;
        turn.State = turn.State with { PersonalDataTold = true };
        turn.Before.Add(Messages.Note(turn, "personal-data"));
    }
}

/// <summary>What the greeting says about the hour: that somebody listens where most windows are closed, and that tomorrow is a public holiday.</summary>
internal static class AfterHours
{
    // Usual office hours of the city's desks; only the greeting's tone depends on them, never an open state.
    private const int From = 9, To = 17;

    public static IReadOnlyList<string> InWords(TurnScope turn)
    {
        List<string> said = [];
        if (IsNow(turn))
            said.Add(turn.Words.Say("after-hours.night", ("now", OpenWords.Now(turn))));
        if (turn.Snapshot.Holidays.IsHoliday(JapanTime.Day(turn.Now).AddDays(1)) == true)
            said.Add(turn.Words.Say("after-hours.holiday-tomorrow"));
        return said;
    }

    /// <summary>Whether most windows are closed: the evening, the night, weekends, public holidays, and the offices' days off around New Year (29 December to 3 January).</summary>
    public static bool IsNow(TurnScope turn)
    {
        var local = JapanTime.Local(turn.Now);
        return local.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || local.Hour < From || local.Hour >= To
            || local is { Month: 12, Day: >= 29 } or { Month: 1, Day: <= 3 }
            || turn.Snapshot.Holidays.IsHoliday(JapanTime.Day(turn.Now)) == true;
    }
}
