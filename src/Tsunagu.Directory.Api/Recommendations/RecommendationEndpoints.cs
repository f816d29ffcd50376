using System.Runtime.CompilerServices;

namespace Tsunagu.Directory.Api;

/// <summary><c>POST /recommendations</c> and <c>POST /recommendations/explain</c> of the public contract.</summary>
internal static class RecommendationEndpoints
{
    private static readonly ConditionalWeakTable<DirectorySnapshot, KnownCodes> Known = [];

    internal static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/recommendations", RecommendAsync).WithName("recommend").WithTags("recommendations")
            .WithSummary("Windows and schemes for a person's needs, with reasons and open states at an instant. Same request, instant and version: same bytes.");
        app.MapPost("/recommendations/explain", ExplainAsync).WithName("explain").WithTags("recommendations")
            .WithSummary("Why a window is in the answer, or which rule kept it out.");
    }

    private static async Task<IResult> RecommendAsync(HttpContext context, IServiceDirectory directory, Recommender recommender, IDirectoryWords words, TimeProvider clock)
    {
        var (request, _, problem, snapshot) = await ReadAsync(context, directory, words, clock, explain: false);
        if (problem is not null)
            return problem;
        var result = recommender.Recommend(snapshot, request!);
        if (request!.Limit > 0)
            result = result with { Schemes = [.. result.Schemes.Take(request.Limit)] };
        return Json(RecommendationJson.Write(result, words.HandbookVersion));
    }

    private static async Task<IResult> ExplainAsync(HttpContext context, IServiceDirectory directory, Recommender recommender, IDirectoryWords words, TimeProvider clock)
    {
        var (request, window, problem, snapshot) = await ReadAsync(context, directory, words, clock, explain: true);
        if (problem is not null)
            return problem;
        var explanation = recommender.Explain(snapshot, request!, window);
        if (explanation.Shown && request!.Limit > 0 && !recommender.Recommend(snapshot, request).Services.Any(s => s.WindowId == window))
            explanation = new Explanation(false, "beyond-the-limit", []);
        return Json(RecommendationJson.Write(explanation, window, snapshot.Version, words.HandbookVersion));
    }

    private static async Task<(RecommendationRequest? Request, string Window, Problem? Problem, DirectorySnapshot Snapshot)> ReadAsync(
        HttpContext context, IServiceDirectory directory, IDirectoryWords words, TimeProvider clock, bool explain)
    {
        // One snapshot for reading and answering, even when another one comes in between.
        var snapshot = directory.Current;
        var (json, problem) = await JsonBody.ReadAsync(context.Request, context.RequestAborted);
        if (problem is not null)
            return (null, "", problem, snapshot);
        using (json)
        {
            var reader = new RequestReader(Known.GetValue(snapshot, s => new KnownCodes(s, words)), clock);
            var request = reader.Read(json!.RootElement, explain);
            return (request, reader.Window, reader.Problems.Count > 0 ? Problem.BadRequest(reader.Problems) : null, snapshot);
        }
    }

    private static IResult Json(byte[] body) => Results.Bytes(body, "application/json; charset=utf-8");
}
