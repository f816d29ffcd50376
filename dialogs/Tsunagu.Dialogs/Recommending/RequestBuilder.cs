using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>What the answers ask of the directory.</summary>
internal static class RequestBuilder
{
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
}
