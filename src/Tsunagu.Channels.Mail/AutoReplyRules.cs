using MimeKit;

namespace Tsunagu.Channels.Mail;

/// <summary>Who is never answered automatically (RFC 3834, sections 2 and 4). In doubt nobody is: the staff read every mail in the morning.</summary>
public static class AutoReplyRules
{
    private static readonly string[] ListHeaders = ["List-Id", "List-Unsubscribe", "List-Post", "List-Help", "List-Archive", "Mailing-List"];

    private static readonly string[] RobotNames = ["mailer-daemon", "postmaster", "noreply", "no-reply", "donotreply", "do-not-reply", "bounce", "root", "www-data"];

    /// <summary>The address to answer to; null when this mail is not answered.</summary>
    /// <param name="message">The mail.</param>
    /// <param name="ownAddress">The consultation address.</param>
    public static MailboxAddress? Recipient(MimeMessage message, string ownAddress)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (IsAutomatic(message) || IsFromList(message) || !NamesUs(message, ownAddress))
            return null;
        if (message.From.Mailboxes.ToList() is not [var sender] || Same(sender.Address, ownAddress) || IsRobot(sender.Address))
            return null;
        // The envelope's sender, where the server noted it: an empty one is a bounce, another one is a forwarder that nobody wrote from.
        if (message.Headers["Return-Path"] is { } path && !Same(path.Trim().Trim('<', '>'), sender.Address))
            return null;
        return new MailboxAddress(null, sender.Address);
    }

    private static bool IsAutomatic(MimeMessage message)
    {
        if (message.Headers["Auto-Submitted"] is { } submitted && !submitted.TrimStart().StartsWith("no", StringComparison.OrdinalIgnoreCase))
            return true;
        if (message.Headers["X-Auto-Response-Suppress"] is { } suppress && !suppress.Trim().Equals("none", StringComparison.OrdinalIgnoreCase))
            return true;
        return message.Headers.Contains("X-Autoreply") || message.Headers.Contains("X-Autorespond") || message.Headers.Contains("Auto-Reply")
            || message.Body is MultipartReport;
    }

    private static bool IsFromList(MimeMessage message) =>
        Array.Exists(ListHeaders, message.Headers.Contains)
        || message.Headers["Precedence"]?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk";

    /// <summary>Blind copies and mail that only passes by are not for us to answer.</summary>
    private static bool NamesUs(MimeMessage message, string ownAddress) =>
        message.To.Mailboxes.Concat(message.Cc.Mailboxes).Any(m => Same(m.Address, ownAddress));

    private static bool IsRobot(string address)
    {
        var name = address.Split('@')[0];
        return Array.Exists(RobotNames, robot => name.Equals(robot, StringComparison.OrdinalIgnoreCase)
            || name.StartsWith(robot + "-", StringComparison.OrdinalIgnoreCase) || name.StartsWith(robot + "+", StringComparison.OrdinalIgnoreCase))
            || name.StartsWith("owner-", StringComparison.OrdinalIgnoreCase) || name.EndsWith("-request", StringComparison.OrdinalIgnoreCase);
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
