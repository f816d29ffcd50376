using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

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
        return Json(Write(explanation, snapshot.FindService(window)!, snapshot.Version, words.HandbookVersion));
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

    private static byte[] Write(Explanation explanation, Service service, string directoryVersion, string handbookVersion)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("service", HsdsId.Of(service.Id));
            json.WriteString("window", service.Id);
            json.WriteBoolean("shown", explanation.Shown);
            json.WriteString("rule", explanation.RuleId);
            json.WriteStartArray("reasons");
            foreach (var reason in explanation.Reasons)
            {
                json.WriteStartObject();
                json.WriteString("rule", reason.RuleId);
                json.WriteString("kind", reason.Kind);
                json.WriteString("value", reason.Value);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteString("directoryVersion", directoryVersion);
            json.WriteString("handbookVersion", handbookVersion);
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static IResult Json(byte[] body) => Results.Bytes(body, "application/json; charset=utf-8");
}
