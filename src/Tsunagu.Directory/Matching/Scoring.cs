namespace Tsunagu.Directory;

/// <summary>What each rule is worth. Reasons (<see cref="Describing"/>) name the same rules.</summary>
internal static class Scoring
{
    private const double Language = 8;
    private const double ChildrenFirst = 6;
    private const double DangerFirst = 100;
    private const double Need = 5;
    private const double Target = 3;
    private const double Time = 3;
    private const double Ward = 2;
    private const double Way = 2;
    private const double OnlyToRead = -3;

    /// <summary>As much as a wanted need: a window for another matter comes after one of a second-choice kind for everybody.</summary>
    private const double AnotherMatter = -5;

    /// <summary>The desk of the very matter: before the general lines of its kind, for children too.</summary>
    private const double VeryMatter = 7;

    /// <summary>In danger somebody who answers comes before somebody who will.</summary>
    private const double AnswersInDanger = 10;

    /// <summary>Lonely is not suicidal: where <c>inochi</c> is not the first need, lines for every trouble come before suicide lines.</summary>
    private const double SuicideLineAside = -1;

    /// <summary>Fire and ambulance before the police where the body is in danger.</summary>
    private const double AmbulanceFirst = 0.5;

    internal static double Of(Wish wish, int index, double needWeight)
    {
        var service = wish.Snapshot.Services[index];
        ref readonly var traits = ref wish.Snapshot.Index.Traits[index];
        var score = Need * needWeight;
        var matter = MatterOf(wish, service);
        score += matter;
        if (matter >= 0 && (traits.Targets & wish.Targets) != 0)
            score += Target;
        if (service.Area.Kind == AreaKind.Wards)
            score += Ward;
        if ((traits.Ways & wish.Ways) != 0)
            score += Way;
        if ((traits.Languages & wish.Languages) != 0)
            score += Language;
        if (MeetsTime(wish, service, index) is not null)
            score += Time;
        if (ChildrenComeFirst(wish, service))
            score += ChildrenFirst;
        if (service.IsSuicideLine && !wish.DistressFirst)
            score += SuicideLineAside;
        if (service.IsEmergencyNumber && wish.BodyInDanger && service.Needs.Contains("medical"))
            score += AmbulanceFirst;
        if (wish.Danger && (traits.Safety & wish.Safety) != 0)
            score += DangerFirst + (wish.ReachableNow(index) ? AnswersInDanger : 0);
        else if (wish.Request.Urgency == "today" && service.HoursSeen && wish.Open(index).IsOpen)
            score += Time;
        if (!service.CanBeReached && !wish.WantsToRead)
            score += OnlyToRead;
        return score;
    }

    /// <summary>The desk of one special matter, named in the request or not; or a children's line for somebody who may be no child.</summary>
    private static double MatterOf(Wish wish, Service service)
    {
        if (service.ForWhom != Audience.Anyone && !wish.HasAge && !wish.AboutChild)
            return AnotherMatter;
        for (var i = 0; i < service.OnlyFor.Count; i++)
        {
            if (wish.Request.Schemes.Contains(service.OnlyFor[i]))
                return VeryMatter;
        }
        return service.OnlyFor.Count > 0 ? AnotherMatter : 0;
    }

    /// <summary>The first wished time that the window meets, or null.</summary>
    internal static string? MeetsTime(Wish wish, Service service, int index)
    {
        var when = wish.Request.When;
        for (var i = 0; i < when.Count; i++)
        {
            var meets = when[i] switch
            {
                "any" => true,
                "now" => service.HoursSeen && (wish.Open(index).IsOpen || wish.ChatOpen(index).IsOpen),
                _ => WeekProfile.OpensIn(service.Hours, when[i]) || WeekProfile.OpensIn(service.ChatHours, when[i]),
            };
            if (meets)
                return when[i];
        }
        return null;
    }

    internal static bool ChildrenComeFirst(Wish wish, Service service) =>
        wish.Young && (service.ForWhom is Audience.Children or Audience.ChildrenOnly || service.MaxAge is <= 19);
}
