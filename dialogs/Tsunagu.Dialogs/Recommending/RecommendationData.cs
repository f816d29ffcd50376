using System.Text.Json;
using Tsunagu.Directory;

namespace Tsunagu.Dialogs;

/// <summary>The machine-readable part of a result, in the form of the public contract (DESIGN section 7).</summary>
internal static class RecommendationData
{
    public static IReadOnlyDictionary<string, JsonElement> Of(IReadOnlyList<RecommendedService> services, IReadOnlyList<RecommendedScheme> schemes, string directoryVersion)
    {
        var bytes = RecommendationJson.Write(new RecommendationResult(services, schemes, directoryVersion));
        return JsonText.Parse(bytes).EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
    }
}
