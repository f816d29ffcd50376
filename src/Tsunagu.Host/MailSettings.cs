using System.Globalization;
using Tsunagu.Channels.Mail;

namespace Tsunagu.Host;

/// <summary>Reads and checks <c>Mail:*</c>. Without <c>Mail:Imap:Host</c> the channel is off.</summary>
public sealed record MailSettings(MailOptions Options, string OrganizationId)
{
    /// <summary>Reads the settings.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <returns>Null when the channel is off.</returns>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static MailSettings? Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        if (string.IsNullOrWhiteSpace(configuration["Mail:Imap:Host"]))
            return null;
        var options = new MailOptions
        {
            Imap = Server(configuration, "Mail:Imap", 993),
            Smtp = Server(configuration, "Mail:Smtp", 465),
            Address = Address(configuration, "Mail:Address"),
            Mailbox = configuration["Mail:Mailbox"] is { Length: > 0 } mailbox ? mailbox : "INBOX",
            Every = TimeSpan.FromSeconds(Number(configuration, "Mail:EverySeconds", 30, 1, 3600)),
            MaxAge = TimeSpan.FromMinutes(Number(configuration, "Mail:MaxAgeMinutes", 120, 1, 1440)),
        };
        return new MailSettings(options, Required(configuration, "Mail:Organization", "the id of the window whose hours decide what is after hours, such as city-consumer"));
    }

    /// <summary>The server that mail to the staff goes out by, and the address that it comes from; the same keys as for automatic answers.</summary>
    /// <param name="configuration">Where they are read from.</param>
    /// <param name="to">The staff's address.</param>
    /// <param name="key">The setting that asks for mail, for messages.</param>
    /// <exception cref="SettingsException">A setting is wrong.</exception>
    public static StaffMail StaffMailTo(IConfiguration configuration, string to, string key)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        foreach (var needed in new[] { "Mail:Smtp:Host", "Mail:Address" })
        {
            if (string.IsNullOrWhiteSpace(configuration[needed]))
                throw new SettingsException($"{needed} is empty although {key} is set: set {(needed == "Mail:Address" ? "the address that mail to staff comes from" : "the server that mail is sent from")}.");
        }

        return new StaffMail(Server(configuration, "Mail:Smtp", 465), Address(configuration, "Mail:Address"), Checked(to, key));
    }

    private static MailServer Server(IConfiguration configuration, string section, int port)
    {
        var security = configuration[section + ":Security"] is { Length: > 0 } given ? given : "tls";
        var host = Required(configuration, section + ":Host", "the server's name");
        if (security is not ("tls" or "starttls" or "none"))
            throw new SettingsException($"{section}:Security is '{security}': set tls, starttls, or none for a server on this machine.");
        if (security == "none" && host is not ("127.0.0.1" or "localhost" or "::1"))
            throw new SettingsException($"{section}:Security is none for another machine: set tls or starttls, or passwords and mail would travel in the open.");
        return new MailServer(host, Number(configuration, section + ":Port", port, 1, 65535), configuration[section + ":User"] ?? "", configuration[section + ":Password"] ?? "", security);
    }

    private static string Address(IConfiguration configuration, string key) =>
        Checked(Required(configuration, key, "the consultation address, such as soudan@example.jp"), key);

    private static string Checked(string address, string key) =>
        address.Count(c => c == '@') == 1 && address.IndexOf('@', StringComparison.Ordinal) is > 0 and var at && at < address.Length - 1 && !address.Any(char.IsWhiteSpace)
            ? address
            : throw new SettingsException($"{key} is no mail address: write it as soudan@example.jp.");

    private static string Required(IConfiguration configuration, string key, string what) =>
        configuration[key] is { Length: > 0 } value ? value.Trim() : throw new SettingsException($"{key} is empty although Mail:Imap:Host is set: set {what}.");

    private static int Number(IConfiguration configuration, string key, int otherwise, int least, int most)
    {
        var text = configuration[key];
        if (string.IsNullOrWhiteSpace(text))
            return otherwise;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
            ? number
            : throw new SettingsException($"{key} is '{text}': set a whole number from {least} to {most}.");
    }
}
