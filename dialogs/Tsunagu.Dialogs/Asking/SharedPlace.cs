namespace Tsunagu.Dialogs;

/// <summary>A place that the person shared: it chooses the ward, after asking. Only the ward ever comes here; where exactly somebody is nobody needs to know.</summary>
internal static class SharedPlace
{
    /// <summary>A place came instead of an answer. False when it says nothing that the handbook asks.</summary>
    public static bool Take(TurnScope turn, string ward)
    {
        if (turn.Handbook.Find(WellKnown.WardQuestion)?.FindOption(ward) is null)
            return false;
        var back = turn.State.Mode == TalkModes.Place ? turn.State.Return : Interruptions.Returnable(turn.State.Mode);
        turn.State = turn.State with { Place = ward, Return = back };
        turn.Advance(TalkModes.Place);
        return true;
    }

    /// <summary>The person said whether the ward is the right one.</summary>
    public static void Accept(TurnScope turn, bool right)
    {
        if (right && turn.State.Place is { } ward)
            turn.Answers = turn.Answers.With(WellKnown.WardQuestion, ward);
        Leave(turn);
    }

    /// <summary>Goes on where the place came in between.</summary>
    public static void Leave(TurnScope turn)
    {
        var next = turn.State.Return ?? TalkModes.Asking;
        turn.State = turn.State with { Place = null, Return = null, Shown = [] };
        turn.Advance(next);
    }
}
