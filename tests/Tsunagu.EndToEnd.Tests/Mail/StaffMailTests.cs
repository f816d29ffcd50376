using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tsunagu.Conversations;
using Tsunagu.Dialogs;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>What staff are told by mail, by real hosts over a real SMTP server.</summary>
[Collection(PostgresCollection.Name)]
public sealed class StaffMailTests(PostgresServer server)
{
    private const string Staff = "staff@example.jp";

    private static readonly DateOnly Saturday = new(2026, 8, 29);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Somebody_who_would_like_to_talk_is_told_to_staff_also_when_their_server_comes_back_later()
    {
        await using var servers = await MailServers.StartAsync(smtp: false);
        // A Friday, ten in the morning.
        await using var host = await HostProcess.StartAsync(
        [
            "Clock:Utc=2026-08-28T01:00:00Z", .. Smtp(servers), "Handoff:Line=on", "Handoff:Hours=Mo-Fr 09:00-17:00; PH off", "Handoff:MailTo=" + Staff,
        ]);
        using (var http = new HttpClient { BaseAddress = new Uri(host.Url) })
            await MailServers.UntilAsync(async () => (await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Ct)).IsSuccessStatusCode, "the host is ready for typed words");
        await DeliverAsync(host, 1, new JsonObject { ["type"] = "message", ["message"] = new JsonObject { ["type"] = "text", ["text"] = "人と話したい" } });
        await MailServers.UntilAsync(() => Task.FromResult(host.Output.Contains("Staff could not be told by mail", StringComparison.Ordinal)), "the failure is told");
        await servers.StartSmtpAsync();
        var mail = Assert.Single(await servers.AnswersAsync(1));
        Assert.Equal((Staff, "LINE で、話したいかたがいます"), (mail.To.Mailboxes.Single().Address, mail.Subject));
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Contains("LINE Official Account Manager", mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(UserOf(1), mail.ToString() + mail.TextBody, StringComparison.Ordinal);
        Assert.DoesNotContain(Staff, host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_machines_count_together_send_one_summary_and_after_both_died_the_counts_are_there()
    {
        var connection = await server.NewDatabaseAsync();
        await using var database = await ConversationStores.OpenPostgresAsync(connection);
        var counts = database.Counts;
        await counts.AddAsync([new DayCount(Saturday, TallyKinds.Talk, "night", 31), new DayCount(Saturday.AddDays(1), TallyKinds.Talk, "night", 9)], Ct);
        await using var servers = await MailServers.StartAsync();
        string[] settings =
        [
            .. Smtp(servers), "Summary:MailTo=" + Staff, "Storage:Provider=postgres", "ConnectionStrings:Postgres=" + connection, "Cluster:Mode=postgres",
        ];
        await using (var one = await HostProcess.StartAsync(["Clock:Utc=2026-08-28T23:35:00Z", .. settings]))
        await using (var two = await HostProcess.StartAsync(["Clock:Utc=2026-08-28T23:35:00Z", .. settings]))
        {
            Assert.Contains("夜・休日に始まった会話: 31", Assert.Single(await servers.AnswersAsync(1)).TextBody, StringComparison.Ordinal);
            await DeliverAsync(one, 1, new JsonObject { ["type"] = "follow" });
            await DeliverAsync(two, 2, new JsonObject { ["type"] = "follow" });
            // Both have had their look at the morning's reports before they write this.
            await MailServers.UntilAsync(async () => (await counts.CountsAsync(Saturday.AddDays(1), Ct)).Single(c => c.Kind == TallyKinds.Talk).Count == 11, "both machines have written");
            Assert.Single(await servers.AnswersAsync(1));
        }

        await using var next = await HostProcess.StartAsync(["Clock:Utc=2026-08-29T23:35:00Z", .. settings]);
        var mails = await servers.AnswersAsync(2);
        Assert.Equal(2, mails.Count);
        Assert.Contains(mails, m => m.TextBody!.Contains("夜・休日に始まった会話: 11", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_summary_in_a_file_tells_of_the_talks_before_a_restart()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-summary-").FullName;
        var data = System.IO.Directory.CreateTempSubdirectory("tsunagu-data-").FullName;
        try
        {
            await using (var first = await HostProcess.StartAsync("Clock:Utc=2026-08-28T13:00:00Z", "Summary:Folder=" + folder, "Storage:Path=" + data))
            {
                for (var person = 1; person <= 10; person++)
                    await DeliverAsync(first, person, new JsonObject { ["type"] = "follow" });
                await MailServers.UntilAsync(async () =>
                {
                    await using var database = await ConversationStores.OpenSqliteAsync(data);
                    return (await database.Counts.CountsAsync(Saturday, Ct)).Any(c => c is { Kind: TallyKinds.Talk, Count: 10 });
                }, "the counts are written");
            }

            await using var second = await HostProcess.StartAsync("Clock:Utc=2026-08-28T23:35:00Z", "Summary:Folder=" + folder, "Storage:Path=" + data);
            var file = Path.Combine(folder, "summary-2026-08-29.txt");
            await MailServers.UntilAsync(() => Task.FromResult(File.Exists(file)), "the summary is written");
            Assert.Contains("夜・休日に始まった会話: 10", await File.ReadAllTextAsync(file, Ct), StringComparison.Ordinal);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
            System.IO.Directory.Delete(data, recursive: true);
        }
    }

    private static string[] Smtp(MailServers servers) =>
    [
        "Mail:Smtp:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"Mail:Smtp:Port={servers.SmtpPort}"), "Mail:Smtp:Security=none", "Mail:Address=" + MailServers.Address,
    ];

    private static string UserOf(int person) => string.Create(CultureInfo.InvariantCulture, $"U{person:D32}");

    private static async Task DeliverAsync(HostProcess host, int person, JsonObject e)
    {
        using var http = new HttpClient { BaseAddress = new Uri(host.Url) };
        using var delivered = await http.PostAsJsonAsync("/dev/line/deliver", new JsonObject { ["user"] = UserOf(person), ["event"] = e }, Ct);
        Assert.Equal(200, (await delivered.Content.ReadFromJsonAsync<JsonNode>(Ct))!["status"]!.GetValue<int>());
    }
}
