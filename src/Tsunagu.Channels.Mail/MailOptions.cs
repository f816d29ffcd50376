namespace Tsunagu.Channels.Mail;

/// <summary>A mail server.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">Its port.</param>
/// <param name="User">Who signs in; empty = nobody does.</param>
/// <param name="Password">The password.</param>
/// <param name="Security"><c>tls</c> from the first byte, <c>starttls</c>, or <c>none</c> (this machine only).</param>
public sealed record MailServer(string Host, int Port, string User, string Password, string Security)
{
    /// <summary>Server and port, for messages; no user, no password.</summary>
    public override string ToString() => $"{Host}:{Port}";
}

/// <summary>Settings of the channel (<c>Mail:*</c>); the host has checked them.</summary>
public sealed record MailOptions
{
    /// <summary>Where mail is read.</summary>
    public required MailServer Imap { get; init; }

    /// <summary>Where answers are sent from.</summary>
    public required MailServer Smtp { get; init; }

    /// <summary>The consultation address: mail to it is answered, and answers come from it.</summary>
    public required string Address { get; init; }

    /// <summary>The folder that is read.</summary>
    public string Mailbox { get; init; } = "INBOX";

    /// <summary>How often it is looked.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Mail that lies there for longer is left to the staff, so that a first start answers no old mail.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromHours(2);
}
