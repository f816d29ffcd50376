using Tsunagu.BotCore;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>The bot's own questions. Their words are messages: the question <c>{id}.ask</c>, the answers <c>{id}.option.{answer}</c>.</summary>
internal static class OwnPrompts
{
    /// <summary>Answers of the bot's own questions.</summary>
    public const string Continue = "continue", Erase = "erase", Restart = "restart", Ok = "ok", Unsure = "unsure", Danger = "danger",
        Later = "later", Yes = "yes", No = "no", Stop = "stop", Day = "day", Night = "night";

    public static Prompt Resume(TurnScope turn) => new()
    {
        Id = OwnQuestions.Resume,
        Heading = turn.Words.Say("resume.ask"),
        Options = Options(turn, OwnQuestions.Resume, Continue, Erase),
        Commands = [Commands.Now, Commands.Human, Commands.Language],
    };

    public static Prompt Safe(TurnScope turn) => new()
    {
        Id = OwnQuestions.Safe,
        Kind = MessageKinds.Safety,
        Heading = turn.Words.Say(CrisisReply.IsThird(turn.State.Crisis) ? "safe-now.ask-third" : "crisis.ask-safe"),
        Options = [.. new[] { Ok, Unsure, Danger }.Select(id => new PromptOption(id, turn.Words.Say("crisis.option." + id), null,
            turn.Parts.Texts.Synonyms(turn.Locale, WellKnown.SafetyQuestion, id)))],
        Commands = CrisisReply.IsViolence(CrisisReply.ClassOf(turn.State.Crisis))
            ? [Commands.Erase, Commands.Now, Commands.Human, Commands.Stop]
            : [Commands.Now, Commands.Human, Commands.Stop, Commands.Erase],
    };

    public static Prompt GoOn(TurnScope turn) => new()
    {
        Id = OwnQuestions.GoOn,
        Kind = MessageKinds.Safety,
        Heading = turn.Words.Say("crisis.continue"),
        Options = Options(turn, OwnQuestions.GoOn, Continue, Stop),
        Commands = [Commands.Now, Commands.Human, Commands.Back, Commands.Erase],
    };

    public static Prompt Phone(TurnScope turn) => new()
    {
        Id = OwnQuestions.Phone,
        Kind = MessageKinds.Safety,
        Heading = turn.Words.Say("crisis.screen-safe"),
        Options = Options(turn, OwnQuestions.Phone, Ok, Later),
        Commands = [Commands.Now, Commands.Human, Commands.Back, Commands.Erase],
    };

    public static Prompt Languages(TurnScope turn) => new()
    {
        Id = OwnQuestions.Languages,
        Heading = turn.Words.Say("languages.ask"),
        Options = [.. Locale.All.Select(l => new PromptOption(l.Tag, turn.Words.Say(NameKey(l)), null, [l.Tag]))],
        Commands = [Commands.Continue, Commands.Now],
    };

    /// <summary>Asked in the offered language; each button is a language's own name, so whoever reads it knows which one to tap.</summary>
    public static Prompt LanguageOffer(TurnScope turn, Locale offered) => new()
    {
        Id = OwnQuestions.LanguageOffer,
        Heading = turn.Parts.Texts.Message(offered, "language-offer.ask"),
        Options = [.. new[] { offered, turn.Locale }.Select(l => new PromptOption(l.Tag, turn.Words.Say(NameKey(l)), null, [l.Tag]))],
        Commands = [Commands.Now, Commands.Human, Commands.Language],
    };

    public static Prompt Helpful(TurnScope turn) => new()
    {
        Id = OwnQuestions.Helpful,
        Heading = turn.Words.Say("helpful.ask"),
        Options = Options(turn, OwnQuestions.Helpful, Yes, No),
        Commands = AfterResult,
    };

    public static Prompt Done(TurnScope turn) => new()
    {
        Id = OwnQuestions.Done,
        Kind = MessageKinds.End,
        Heading = turn.Words.Say("done.ask"),
        Hint = LastWords.Of(turn),
        Options = Options(turn, OwnQuestions.Done, Restart),
        Commands = [.. AfterResult.Where(c => c != Commands.Restart)],
    };

    public static Prompt Stopped(TurnScope turn)
    {
        var line = LastWords.Line(turn);
        return new Prompt
        {
            Id = OwnQuestions.Stopped,
            Kind = MessageKinds.End,
            Heading = turn.Words.Say("stopped.ask"),
            Hint = line.Count > 0 ? turn.Words.Say("after-hours.now", ("now", OpenWords.Now(turn))) : LastWords.Of(turn),
            Cards = line,
            Options = Options(turn, OwnQuestions.Stopped, Continue, Restart),
            Commands = [Commands.Now, Commands.Human, Commands.Erase, Commands.Language],
        };
    }

    /// <summary>Before a shared place counts as an answer the person says whether its ward is the right one.</summary>
    public static Prompt Place(TurnScope turn)
    {
        var outside = turn.State.Place is null or Directory.Wards.Outside;
        return new Prompt
        {
            Id = OwnQuestions.Place,
            Heading = outside ? turn.Words.Say("place.ask-outside") : turn.Words.Say("place.ask", ("ward", CardBuilder.WardOf(turn, turn.State.Place!))),
            Options = Options(turn, OwnQuestions.Place, Yes, No),
            Commands = [Commands.Now, Commands.Human, Commands.Back],
        };
    }

    /// <summary>Consent to one reminder. The question names times only: somebody may look over the shoulder.</summary>
    public static Prompt Remind(TurnScope turn, ReminderWish wish)
    {
        List<string> text = [turn.Words.Say("remind.ask")];
        if (turn.State.ReminderAt is { } planned && planned > turn.Now)
            text.Add(turn.Words.Say("remind.ask.instead", ("time", OpenWords.When(turn.Words, planned, turn.Now))));
        return new Prompt
        {
            Id = OwnQuestions.Remind,
            Heading = string.Join('\n', text),
            Options = [.. new[] { At(Day, wish.Day), At(Night, wish.Night) }.OfType<PromptOption>(), .. Options(turn, OwnQuestions.Remind, No)],
            Commands = [Commands.Now, Commands.Human, Commands.Back],
        };

        PromptOption? At(string id, DateTimeOffset? due)
        {
            if (due is not { } at)
                return null;
            var time = OpenWords.When(turn.Words, at, turn.Now);
            return new PromptOption(id, turn.Words.Say($"remind.option.{id}", ("time", time)), time, []);
        }
    }

    public static Prompt Wish(TurnScope turn) => new()
    {
        Id = OwnQuestions.Wish,
        Heading = turn.Words.Say("wish.ask"),
        Hint = turn.Words.Say("wish.hint"),
        Options = Options(turn, OwnQuestions.Wish, Yes, No),
        Commands = [Commands.Now, Commands.Back],
    };

    /// <summary>The answers so far, each to be changed by a tap.</summary>
    public static Prompt Summary(TurnScope turn)
    {
        var third = turn.Third;
        return new Prompt
        {
            Id = OwnQuestions.Summary,
            Kind = MessageKinds.Summary,
            Heading = turn.Words.Say("summary.ask"),
            Options = [.. turn.Journey.Answered.Select(q => new PromptOption(q.Id, turn.Words.Say("summary.line",
                ("question", turn.Words.Question(q.Id, third).Text), ("answer", AnswerInWords(turn, q, third))), null, []))],
            Commands = [Commands.Continue, Commands.Restart, Commands.Erase, Commands.Now],
        };
    }

    /// <summary>What was answered, in the content's words; what concerns violence is not repeated.</summary>
    public static string AnswerInWords(TurnScope turn, Question question, bool third)
    {
        var chosen = turn.Answers[question.Id];
        if (chosen.IsEmpty)
            return turn.Words.Say("answer.skipped");
        if (chosen.Any(o => Prompts.IsHidden(turn.Handbook, question, o)))
            return turn.Words.Say("answer.hidden");
        return turn.Words.List(chosen.Select(o => turn.Words.Option(question.Id, o, third).Text));
    }

    public static string NameKey(Locale locale) => "language.name." + locale.Tag.ToLowerInvariant();

    private static readonly IReadOnlyList<string> AfterResult =
        [Commands.More, Commands.Edit, Commands.Memo, Commands.Restart, Commands.Now, Commands.Human, Commands.Language, Commands.Erase];

    private static List<PromptOption> Options(TurnScope turn, string prefix, params string[] ids) =>
        [.. ids.Select(id => new PromptOption(id, turn.Words.Say($"{prefix}.option.{id}"), null, []))];
}
