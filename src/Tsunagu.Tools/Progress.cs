namespace Tsunagu.Tools;

/// <summary>Tells a person at a terminal what a long command is doing; a pipe or a log gets nothing.</summary>
public static class Progress
{
    /// <summary>Takes the line away when a command is done.</summary>
    public static void Done(IProgress<string>? progress)
    {
        if (progress is Line line)
            line.Clear();
    }

    /// <summary>One line on the error output that is written over; null when that is no terminal.</summary>
    public static IProgress<string>? OnTerminal() => Console.IsErrorRedirected ? null : new Line(Console.Error);

    private sealed class Line(TextWriter errors) : IProgress<string>
    {
        public void Report(string value)
        {
            errors.Write($"\r\u001b[K… {value}");
            errors.Flush();
        }

        public void Clear()
        {
            errors.Write("\r\u001b[K");
            errors.Flush();
        }
    }
}
