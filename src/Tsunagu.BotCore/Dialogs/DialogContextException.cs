namespace Tsunagu.BotCore;

/// <summary>A dialog was asked for that is not there: a mistake in the program, unlike <see cref="OutdatedStateException"/>.</summary>
public class DialogContextException : Exception
{
    /// <summary>Creates the exception.</summary>
    public DialogContextException()
        : this("A dialog was asked for that is not in the set.")
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, how to mend.</param>
    public DialogContextException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">What, where, how to mend.</param>
    /// <param name="innerException">What caused it.</param>
    public DialogContextException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
