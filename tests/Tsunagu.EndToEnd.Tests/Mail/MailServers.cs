using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using MimeKit;
using Tsunagu.Channels.Mail;

namespace Tsunagu.EndToEnd.Tests;

/// <summary>
/// Debian's Dovecot (IMAP) and aiosmtpd (SMTP) with settings, folders and ports of the tests' own. Neither needs root, and as root neither runs as
/// root. Both can be stopped and started again at the same port.
/// </summary>
internal sealed class MailServers : IAsyncDisposable
{
    public const string User = "soudan";
    public const string Password = "secret";
    public const string Address = "soudan@example.jp";

    // Debian's account for Dovecot: it refuses to run a mailbox as root.
    private const string Account = "dovecot";

    private const string Greylisting = """
        from aiosmtpd import handlers

        class Mailbox(handlers.Mailbox):
            known = set()

            async def handle_RCPT(self, server, session, envelope, address, options):
                if address not in self.known:
                    self.known.add(address)
                    return "450 4.7.1 Not now"
                envelope.rcpt_tos.append(address)
                return "250 OK"

        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("tsunagu-mail-").FullName;
    private Process? _imap;
    private Process? _smtp;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public int ImapPort { get; } = FreePort();

    public int SmtpPort { get; } = FreePort();

    /// <summary>Settings of a host that uses both, looks every second and answers for a window that is closed at night.</summary>
    public string[] Settings(string password = Password) =>
    [
        "Mail:Imap:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"Mail:Imap:Port={ImapPort}"), "Mail:Imap:Security=none",
        "Mail:Imap:User=" + User, "Mail:Imap:Password=" + password,
        "Mail:Smtp:Host=127.0.0.1", string.Create(CultureInfo.InvariantCulture, $"Mail:Smtp:Port={SmtpPort}"), "Mail:Smtp:Security=none",
        "Mail:Address=" + Address, "Mail:Organization=nat-houterasu", "Mail:EverySeconds=1",
    ];

    /// <summary>The same for a channel without a host.</summary>
    public MailOptions Options => new()
    {
        Imap = new MailServer("127.0.0.1", ImapPort, User, Password, "none"),
        Smtp = new MailServer("127.0.0.1", SmtpPort, "", "", "none"),
        Address = Address,
        Every = TimeSpan.FromSeconds(1),
    };

    public static async Task<MailServers> StartAsync(bool smtp = true)
    {
        var servers = new MailServers();
        System.IO.Directory.CreateDirectory(Path.Combine(servers._folder, "sent"));
        await File.WriteAllTextAsync(servers.Config, servers.DovecotSettings(), Ct);
        await File.WriteAllTextAsync(Path.Combine(servers._folder, "greylisting.py"), Greylisting, Ct);
        if (IsRoot)
            await PostgresServer.RunAsync("chown", ["-R", Account, servers._folder]);
        await servers.StartImapAsync();
        if (smtp)
            await servers.StartSmtpAsync();
        return servers;
    }

    public async Task StartImapAsync()
    {
        _imap = Run("dovecot", "-F", "-c", Config);
        await ListensAsync(_imap, ImapPort);
    }

    /// <summary>Ends the IMAP server with all its connections.</summary>
    public Task StopImapAsync() => StopAsync(_imap);

    /// <summary>Starts the SMTP server.</summary>
    /// <param name="greylisting">Whether it refuses every recipient once, for the time being, as many servers do to keep robots out.</param>
    public async Task StartSmtpAsync(bool greylisting = false)
    {
        _smtp = Run("/usr/bin/aiosmtpd", "-n", "-l", string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{SmtpPort}"), "-c", greylisting ? "greylisting.Mailbox" : "aiosmtpd.handlers.Mailbox", Sent);
        await ListensAsync(_smtp, SmtpPort);
    }

    /// <summary>Puts a mail into the inbox as a server does that takes it at an instant.</summary>
    public async Task DeliverAsync(string from, DateTimeOffset at, MimeEntity body)
    {
        using var client = await OpenAsync();
        using var message = new MimeMessage { Subject = "相談", Date = at, Body = body };
        message.From.Add(new MailboxAddress(null, from));
        message.To.Add(new MailboxAddress(null, Address));
        message.Headers.Add("Return-Path", $"<{from}>");
        await client.Inbox!.AppendAsync(new AppendRequest(message, MessageFlags.None, at), Ct);
        await client.DisconnectAsync(quit: true, Ct);
    }

    /// <summary>Waits until the channel is done with that many mails of the inbox; all of them must still lie there unread.</summary>
    public async Task LookedAtAsync(int count)
    {
        using var client = await OpenAsync();
        await client.Inbox!.OpenAsync(FolderAccess.ReadOnly, Ct);
        await UntilAsync(async () =>
        {
            await client.NoOpAsync(Ct);
            return (await client.Inbox.SearchAsync(SearchQuery.HasKeyword("$TsunaguDone"), Ct)).Count == count;
        }, $"{count} mails are done");
        Assert.Equal(client.Inbox.Count, (await client.Inbox.SearchAsync(SearchQuery.NotSeen, Ct)).Count);
        await client.DisconnectAsync(quit: true, Ct);
    }

    /// <summary>Waits until at least that many answers were sent, and gives all.</summary>
    public async Task<List<MimeMessage>> AnswersAsync(int atLeast)
    {
        var incoming = Path.Combine(Sent, "new");
        await UntilAsync(() => Task.FromResult(System.IO.Directory.Exists(incoming) && System.IO.Directory.GetFiles(incoming).Length >= atLeast), $"{atLeast} answers are sent");
        List<MimeMessage> answers = [];
        foreach (var file in System.IO.Directory.GetFiles(incoming).Order(StringComparer.Ordinal))
            answers.Add(await MimeMessage.LoadAsync(file, Ct));
        return answers;
    }

    /// <summary>Waits for something that another process does.</summary>
    public static async Task UntilAsync(Func<Task<bool>> done, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!await done())
        {
            Assert.True(watch.Elapsed < Limit, $"Not within {Limit}: {what}.");
            await Task.Delay(100, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_imap);
        await StopAsync(_smtp);
        System.IO.Directory.Delete(_folder, recursive: true);
    }

    private string Config => Path.Combine(_folder, "dovecot.conf");

    private string Sent => Path.Combine(_folder, "sent", "mail");

    private static bool IsRoot => Environment.UserName == "root";

    private string DovecotSettings()
    {
        var user = IsRoot ? Account : Environment.UserName;
        return string.Create(CultureInfo.InvariantCulture, $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{_folder}}/run
            state_dir = {{_folder}}/state
            log_path = {{_folder}}/log
            default_internal_user = {{user}}
            default_internal_group =
            default_login_user = {{user}}
            first_valid_uid = 1
            ssl = no
            disable_plaintext_auth = no
            mail_home = {{_folder}}/home/%u
            mail_location = maildir:~/mail
            passdb {
              driver = static
              args = password={{Password}}
            }
            userdb {
              driver = static
              args = uid={{user}}
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{ImapPort}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service anvil {
              chroot =
            }

            """);
    }

    private async Task<ImapClient> OpenAsync()
    {
        var client = new ImapClient();
        await client.ConnectAsync("127.0.0.1", ImapPort, SecureSocketOptions.None, Ct);
        await client.AuthenticateAsync(User, Password, Ct);
        return client;
    }

    private Process Run(string program, params string[] arguments)
    {
        string[] all = IsRoot ? ["setpriv", $"--reuid={Account}", $"--regid={Account}", "--clear-groups", program, .. arguments] : [program, .. arguments];
        var start = new ProcessStartInfo(all[0], all[1..]) { UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        // Debian keeps server programs where a person's PATH may not lead.
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin:/sbin";
        start.Environment["PYTHONPATH"] = _folder;
        return Process.Start(start)!;
    }

    private async Task ListensAsync(Process server, int port) => await UntilAsync(async () =>
    {
        if (server.HasExited)
        {
            var log = Path.Combine(_folder, "log");
            throw new InvalidOperationException($"{server.StartInfo.FileName} ended at once. {(File.Exists(log) ? await File.ReadAllTextAsync(log, Ct) : "")}");
        }

        using var socket = new TcpClient();
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, Ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }, $"port {port} answers");

    private static async Task StopAsync(Process? server)
    {
        if (server is null)
            return;
        if (!server.HasExited)
            server.Kill(entireProcessTree: true);
        await server.WaitForExitAsync(CancellationToken.None);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
