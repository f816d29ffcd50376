using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>What the answers ask of the directory.</summary>
public static class RequestBuilder
{
    /// <summary>The request for a profile at an instant, without a limit.</summary>
    /// <param name="profile">What the answers tell.</param>
    /// <param name="at">The instant for which open states are told.</param>
    public static RecommendationRequest From(NeedProfile profile, DateTimeOffset at) => new()
    {
        Needs = [.. profile.Needs.Select(n => new NeedWeight(n.Code, n.Weight))],
        Schemes = profile.Schemes,
        Targets = profile.Targets,
        Languages = profile.Languages,
        Ways = profile.Ways,
        When = profile.When,
        Facts = profile.Facts,
        Ward = profile.Ward,
        Age = profile.Age,
        About = profile.About,
        Urgency = profile.Urgency,
        At = at,
        Limit = 0,
    };

    /// <summary>The request of a talk. Where no language was asked for, the talk's own is wished: a window that cannot be understood does not help.</summary>
    /// <param name="profile">What the answers tell.</param>
    /// <param name="at">The instant for which open states are told.</param>
    /// <param name="locale">The talk's language.</param>
    public static RecommendationRequest From(NeedProfile profile, DateTimeOffset at, Locale locale)
    {
        var request = From(profile, at);
        return request.Languages.Count == 0 && !locale.IsJapanese ? request with { Languages = [locale.Tag] } : request;
    }
}
