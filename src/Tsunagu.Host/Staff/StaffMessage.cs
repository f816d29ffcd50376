using System.Text;
using System.Text.Json.Nodes;
using Tsunagu.Channels.Mail;

namespace Tsunagu.Host.Staff;

/// <summary>Something that staff are told. It holds kinds of worries, hours and counts; nothing of a person.</summary>
/// <param name="Kind"><c>handoff</c>, <c>wishes</c> or <c>summary</c>.</param>
/// <param name="At">The instant that it tells of.</param>
/// <param name="Subject">A line.</param>
/// <param name="Text">The words.</param>
/// <param name="Groups">Ids of the kinds of worries, for programs.</param>
internal sealed record StaffMessage(string Kind, DateTimeOffset At, string Subject, string Text, IReadOnlyList<string> Groups);

/// <summary>One way to staff. A failure is an exception; who sends decides when it is tried again.</summary>
internal interface IStaffWay
{
    /// <summary>Its name, for logs and for the note of what was sent.</summary>
    string Name { get; }

    /// <summary>Sends a message.</summary>
    Task SendAsync(StaffMessage message, CancellationToken ct);
}

/// <summary>By mail.</summary>
internal sealed class MailWay(StaffMail mail) : IStaffWay
{
    public string Name => "mail";

    public Task SendAsync(StaffMessage message, CancellationToken ct) => mail.SendAsync(message.Subject, message.Text, message.At, ct);
}

/// <summary>By an HTTP POST of JSON; <c>text</c> is what many chat programs show. The client tries again by itself for a while.</summary>
internal sealed class WebhookWay(IHttpClientFactory clients, Uri address) : IStaffWay
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "staff";

    public string Name => "webhook";

    public async Task SendAsync(StaffMessage message, CancellationToken ct)
    {
        var body = new JsonObject
        {
            ["kind"] = message.Kind,
            ["at"] = message.At.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture),
            ["groups"] = new JsonArray([.. message.Groups.Select(g => (JsonNode)g)]),
            ["text"] = message.Subject + "\n\n" + message.Text,
        };
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        using var client = clients.CreateClient(Client);
        using var response = await client.PostAsync(address, content, ct);
        response.EnsureSuccessStatusCode();
    }
}

/// <summary>By a file of the day in a folder.</summary>
internal sealed class FileWay(string folder) : IStaffWay
{
    public string Name => "file";

    public async Task SendAsync(StaffMessage message, CancellationToken ct)
    {
        System.IO.Directory.CreateDirectory(folder);
        var file = Path.Combine(folder, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{message.Kind}-{message.At:yyyy-MM-dd}.txt"));
        // A reader never sees half of it.
        await File.WriteAllTextAsync(file + ".part", message.Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), ct);
        File.Move(file + ".part", file, overwrite: true);
    }
}
