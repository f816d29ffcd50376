using System.Net.Http.Headers;
using System.Text.Json;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>Asks the server without a browser.</summary>
internal static class Server
{
    /// <summary>The status of reading a talk with what the browser kept of it.</summary>
    public static async Task<int> ReadAsync(string url, JsonElement stored)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{url}/v3/directline/conversations/{stored.GetProperty("id").GetString()}/activities");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", stored.GetProperty("token").GetString());
        using var response = await client.SendAsync(request);
        return (int)response.StatusCode;
    }
}
