using System.CommandLine;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks.Content;
using Tsunagu.Tools.Talking;

namespace Tsunagu.Tools.Commands;

/// <summary><c>record</c>: a talk that was held in the browser becomes a transcript.</summary>
public static class RecordCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Sources sources)
    {
        var url = new Option<string>("--url") { Description = "The running host", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var conversation = new Option<string>("--conversation") { Description = "Id of the conversation (in the browser's network list: …/conversations/ID/…)", Required = true };
        var token = new Option<string>("--token") { Description = "Its token (the same request's header Authorization, after 'Bearer ')", Required = true };
        var file = new Option<string?>("--out") { Description = "Writes the transcript to this file; without it to the output" };
        var command = new Command("record", "Turns a talk in the browser into a transcript.") { url, conversation, token, file };
        command.SetAction(async (parsed, ct) =>
        {
            using var http = new HttpClient();
            return await RunAsync(http, Console.Out, Console.Error, sources, parsed.GetValue(url)!, parsed.GetValue(conversation)!, parsed.GetValue(token)!, parsed.GetValue(file), ct);
        });
        return command;
    }

    /// <summary>Reads the history over Direct Line and writes the transcript.</summary>
    /// <returns>1 when the host, the conversation or the content does not let it.</returns>
    public static async Task<int> RunAsync(HttpClient http, TextWriter output, TextWriter errors, Sources sources, string url, string conversation, string token, string? file, CancellationToken ct = default)
    {
        try
        {
            if (!Uri.TryCreate(url.TrimEnd('/') + "/v3/directline/conversations/" + Uri.EscapeDataString(conversation) + "/activities", UriKind.Absolute, out var address))
                throw new RecordingException($"--url {url}: no address — write it as http://127.0.0.1:5080");
            using var request = new HttpRequestMessage(HttpMethod.Get, address);
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var response = await http.SendAsync(request, ct);
            if (response.StatusCode != HttpStatusCode.OK)
                throw new RecordingException($"{address} answered {(int)response.StatusCode}: take id and token from the same browser tab, and mind that tokens and conversations end after a while.");
            using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync(ct));
            var transcript = TranscriptText.Format(await HistoryRecorder.RecordAsync(json.RootElement.TryGetProperty("activities", out var activities) ? activities : default, sources));
            if (file is null)
                await output.WriteAsync(transcript);
            else
                await File.WriteAllTextAsync(file, transcript, ct);
            return 0;
        }
        catch (Exception broken) when (broken is RecordingException or HttpRequestException or JsonException or ContentException or SeedException or IOException or UnauthorizedAccessException)
        {
            await errors.WriteLineAsync(broken.Message);
            return 1;
        }
    }
}
