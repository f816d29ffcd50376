namespace Tsunagu.Channels.Mail;

/// <summary>Where the words of an automatic answer come from. The host joins texts, directory and the search for words of danger.</summary>
public interface IMailAnswers
{
    /// <summary>Whether the consultation desk is closed at that instant by hours that are known; unknown hours are never "closed".</summary>
    /// <param name="at">When the mail arrived.</param>
    /// <exception cref="NoMailAnswerException">Nothing can be answered for now.</exception>
    bool IsAfterHours(DateTimeOffset at);

    /// <summary>The answer to a mail.</summary>
    /// <param name="written">What was written; it is looked at for signs of danger and forgotten.</param>
    /// <param name="now">The instant of the answer.</param>
    /// <exception cref="NoMailAnswerException">Nothing can be answered for now.</exception>
    MailAnswer Answer(string written, DateTimeOffset now);
}

/// <summary>An automatic answer.</summary>
/// <param name="Subject">A neutral subject: others may see it.</param>
/// <param name="Text">Plain text; in danger the lines that answer now stand first.</param>
/// <param name="Language">Tag of its language.</param>
public sealed record MailAnswer(string Subject, string Text, string Language);

/// <summary>Nothing can be answered for now, and why; the mails wait.</summary>
/// <param name="message">What is wrong and how to mend it, in one line without addresses or words of people.</param>
public sealed class NoMailAnswerException(string message) : Exception(message);
