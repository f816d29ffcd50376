using System.Globalization;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;
using MimeKit;

namespace Tsunagu.Channels.Mail;

/// <summary>A mail that waits for an answer.</summary>
/// <param name="Id">Its number in the folder.</param>
/// <param name="ArrivedAt">When the server took it.</param>
internal sealed record WaitingMail(UniqueId Id, DateTimeOffset ArrivedAt);

/// <summary>The inbox over IMAP. All that is remembered stands on the mails themselves, as keywords; none becomes "read" by us.</summary>
internal sealed class MailInbox : IDisposable
{
    /// <summary>The mail was looked at by us: answered, or not to be answered.</summary>
    public const string DoneKeyword = "$TsunaguDone";

    /// <summary>An automatic answer was sent.</summary>
    public const string AnsweredKeyword = "$TsunaguAnswered";

    private readonly ImapClient _client = new();
    private IMailFolder? _folder;

    public async Task OpenAsync(MailServer server, string mailbox, CancellationToken ct)
    {
        await _client.ConnectAsync(server.Host, server.Port, Options(server), ct);
        if (server.User.Length > 0)
            await _client.AuthenticateAsync(server.User, server.Password, ct);
        _folder = await _client.GetFolderAsync(mailbox, ct);
        await _folder.OpenAsync(FolderAccess.ReadWrite, ct);
        if (!_folder.PermanentFlags.HasFlag(MessageFlags.UserDefined))
            throw new NotSupportedException($"the server keeps no keywords in {mailbox}, so answered mails could not be told apart");
    }

    /// <summary>Mails since the day before that carry no mark of ours.</summary>
    public async Task<IReadOnlyList<WaitingMail>> WaitingAsync(DateTimeOffset now, CancellationToken ct)
    {
        await _client.NoOpAsync(ct);
        var found = await Folder.SearchAsync(SearchQuery.NotKeyword(DoneKeyword).And(SearchQuery.DeliveredAfter(now.UtcDateTime.AddDays(-1))), ct);
        if (found.Count == 0)
            return [];
        var summaries = await Folder.FetchAsync(found, MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate, ct);
        return [.. summaries.Select(s => new WaitingMail(s.UniqueId, s.InternalDate ?? now))];
    }

    public Task<MimeMessage> ReadAsync(UniqueId id, CancellationToken ct) => Folder.GetMessageAsync(id, ct);

    public Task MarkDoneAsync(UniqueId id, CancellationToken ct) => Mark(id, StoreAction.Add, [DoneKeyword], ct);

    public Task MarkAnsweredAsync(UniqueId id, CancellationToken ct) => Mark(id, StoreAction.Add, [DoneKeyword, AnsweredKeyword], ct);

    public Task UnmarkAsync(UniqueId id, CancellationToken ct) => Mark(id, StoreAction.Remove, [DoneKeyword, AnsweredKeyword], ct);

    /// <summary>Whether this address was answered within the last day; the mailbox itself knows.</summary>
    public async Task<bool> WasAnsweredAsync(string address, DateTimeOffset now, CancellationToken ct)
    {
        var query = SearchQuery.HasKeyword(AnsweredKeyword).And(SearchQuery.FromContains(address)).And(SearchQuery.DeliveredAfter(now.UtcDateTime.AddDays(-2)));
        var found = await Folder.SearchAsync(query, ct);
        if (found.Count == 0)
            return false;
        var summaries = await Folder.FetchAsync(found, MessageSummaryItems.UniqueId | MessageSummaryItems.InternalDate | MessageSummaryItems.Envelope, ct);
        return summaries.Any(s => now - (s.InternalDate ?? now) < TimeSpan.FromDays(1)
            && s.Envelope?.From.Mailboxes.Any(m => string.Equals(m.Address, address, StringComparison.OrdinalIgnoreCase)) == true);
    }

    public static SecureSocketOptions Options(MailServer server) => server.Security switch
    {
        "tls" => SecureSocketOptions.SslOnConnect,
        "starttls" => SecureSocketOptions.StartTls,
        "none" => SecureSocketOptions.None,
        _ => throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"'{server.Security}' is no security of a mail server"), nameof(server)),
    };

    public void Dispose() => _client.Dispose();

    private IMailFolder Folder => _folder ?? throw new InvalidOperationException("The inbox is not open.");

    private Task<bool> Mark(UniqueId id, StoreAction action, string[] keywords, CancellationToken ct) =>
        Folder.StoreAsync(id, new StoreFlagsRequest(action, MessageFlags.None, new HashSet<string>(keywords, StringComparer.Ordinal)) { Silent = true }, ct);
}
