using System.Text.Json;
using Tsunagu.BotCore;
using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>
/// What is said after a sign of danger: thanks, the feeling named once, the lines that answer now, and one calm question.
/// The words are the content's (<c>safety.yaml</c>), the lines those of the directory's list for that class; nothing else goes in.
/// </summary>
internal static class CrisisReply
{
    /// <summary>Name in <see cref="MessageData.Data"/> of the class of danger.</summary>
    public const string DataKey = "crisis";

    /// <summary>Most lines on one screen.</summary>
    private const int MaxLines = 4;

    /// <summary>The sign as it is kept in the state: class, person, urgency. Nothing of what was typed.</summary>
    public static string Encode(CrisisSignal signal) =>
        $"{signal.Class.ToWire()}/{(signal.ThirdPerson ? "third" : "self")}/{signal.Urgency.ToWire()}";

    /// <summary>Whether somebody near the person may be the danger.</summary>
    public static bool IsViolence(string? crisisClass) => crisisClass is "dv" or "child-abuse" or "elder-abuse" or "sexual-violence";

    public static bool IsThird(string? kept) => kept?.Contains("/third/", StringComparison.Ordinal) == true;

    public static string? ClassOf(string? kept) => kept?.Split('/')[0];

    /// <summary>The reply to a sign of danger, as words before the question whether the person is safe.</summary>
    public static Lead To(TurnScope turn, CrisisSignal signal)
    {
        var text = Opening(turn.Words, signal, "crisis.screen-hint", IsYoung(turn));
        var lines = Lines(turn, signal.Class.ToWire(), signal.ThirdPerson, signal.Urgency == CrisisUrgency.Imminent);
        if (lines.Count > 0)
            text.Add(turn.Words.Say("crisis.lines.intro"));
        return new Lead(MessageKinds.Safety, "crisis", string.Join('\n', text))
        {
            Cards = lines,
            Data = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { [DataKey] = JsonText.Of(Encode(signal)) },
        };
    }

    /// <summary>The words before the lines: for who is hurt, who hurts or fears to, and who worries about somebody.</summary>
    /// <param name="words">The reader's language.</param>
    /// <param name="signal">The sign of danger.</param>
    /// <param name="screenHint">Key of the words how to leave nothing behind: a talk is erased otherwise than a mail.</param>
    /// <param name="young">Whether the person is known to be a child.</param>
    public static List<string> Opening(Words words, CrisisSignal signal, string screenHint, bool young)
    {
        List<string> text = [];
        // Somebody in the same home may read along: how to leave nothing behind comes before everything else.
        if (IsViolence(signal.Class.ToWire()))
            text.Add(words.Say(screenHint));
        var hurting = signal.Hurting && !signal.ThirdPerson;
        text.Add(words.Say(hurting ? "crisis.hurting" : $"crisis.{signal.Class.ToWire()}.{(signal.ThirdPerson ? "third" : "self")}"));
        if (signal.ThirdPerson)
            text.Add(words.Say("crisis.supporter"));
        if (young && !signal.ThirdPerson && !signal.Hurting)
            text.Add(words.Say("crisis.child"));
        if (signal.Urgency == CrisisUrgency.Imminent)
            text.Add(words.Say("crisis.imminent"));
        return text;
    }

    /// <summary>In danger: emergency numbers and the lines that are open.</summary>
    public static Activity Danger(TurnScope turn)
    {
        var lines = Lines(turn, ClassFor(turn), IsThird(turn.State.Crisis) || turn.Third, imminent: true);
        return Messages.Note(turn, MessageKinds.Safety, "crisis.danger", turn.Words.Say("crisis.danger"), lines);
    }

    /// <summary>Not sure: a calm word and the lines that are open.</summary>
    public static Activity Unsure(TurnScope turn)
    {
        var lines = Lines(turn, ClassFor(turn), IsThird(turn.State.Crisis) || turn.Third, imminent: false);
        return Messages.Note(turn, MessageKinds.Safety, "crisis.unsure", turn.Words.Say("crisis.unsure"), lines);
    }

    /// <summary>「いますぐ助けてほしい」: emergency numbers and people who answer at this moment.</summary>
    public static Activity HelpNow(TurnScope turn)
    {
        var lines = Lines(turn, ClassFor(turn), turn.Third, imminent: true);
        var text = turn.Words.Say("help-now.title") + "\n" + turn.Words.Say("help-now.body");
        return Messages.Note(turn, MessageKinds.Safety, "help-now", text, lines);
    }

    /// <summary>The lines of a class that are open at this moment by hours that were seen; よりそい and the like when there is none.</summary>
    public static IReadOnlyList<MessageCard> Lines(TurnScope turn, string? crisisClass, bool third, bool imminent)
    {
        var profile = turn.State.Mode == TalkModes.New ? null : turn.Profile;
        if (crisisClass is not null)
        {
            var query = new CrisisQuery { Age = profile?.Age, ThirdPerson = third, Imminent = imminent, At = turn.Now };
            var lines = turn.Parts.Recommender.CrisisLines(turn.Snapshot, crisisClass, query);
            if (lines.Count > 0)
                return [.. lines.Take(MaxLines).Select(l => CardBuilder.CrisisLine(turn, l))];
        }

        return [.. OpenNow.Find(OpenNow.Ranked(turn), MaxLines).Select(s => CardBuilder.Line(turn, s))];
    }

    /// <summary>Whose lines to show when nothing was said outright: the last sign of danger, else what the chosen worries are marked with.</summary>
    private static string? ClassFor(TurnScope turn)
    {
        if (ClassOf(turn.State.Crisis) is { } kept)
            return kept;
        var marks = turn.Profile.Marks;
        if (marks.Contains(WellKnown.ViolenceMark, StringComparer.Ordinal))
            return IsYoung(turn) ? CrisisClass.ChildAbuse.ToWire() : CrisisClass.Dv.ToWire();
        return marks.Contains(WellKnown.DistressMark, StringComparer.Ordinal) ? CrisisClass.SuicideRisk.ToWire() : null;
    }

    private static bool IsYoung(TurnScope turn) => turn.Profile.Age is "0-12" or "13-18";
}
