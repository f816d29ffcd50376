using System.Net;
using System.Text;

namespace Tsunagu.Channels.Line;

/// <summary>Leads the client's calls to the fake platform in the same process.</summary>
internal sealed class FakeHandler(FakePlatform platform) : HttpMessageHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var response = platform.Handle(new FakeCall(
            request.Method.Method,
            request.RequestUri!.AbsolutePath,
            request.Headers.Authorization?.ToString(),
            request.Headers.TryGetValues("X-Line-Retry-Key", out var keys) ? keys.First() : null,
            request.Content?.Headers.ContentType?.ToString(),
            body));
        return new HttpResponseMessage((HttpStatusCode)response.Status)
        {
            Content = new StringContent(response.Body, Encoding.UTF8, "application/json"),
            RequestMessage = request,
        };
    }
}
