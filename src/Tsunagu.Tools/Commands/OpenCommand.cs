using System.CommandLine;
using Tsunagu.Directory;
using Tsunagu.Directory.Api;

namespace Tsunagu.Tools.Commands;

/// <summary><c>open --jsonl</c>: one answer a line, in the order of the questions.</summary>
public static class OpenCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Sources sources)
    {
        var jsonl = new Option<bool>("--jsonl") { Description = "JSON lines in and out", Required = true };
        var command = new Command("open", "Says for opening hours and an instant whether a window answers.") { jsonl };
        command.SetAction(_ => Run(Console.In, Console.Out, Console.Error, sources));
        return command;
    }

    /// <summary>Answers until the input ends, with the seed's holidays.</summary>
    /// <returns>0; 1 when the seed is broken, which is told in <paramref name="errors"/>.</returns>
    public static int Run(TextReader input, TextWriter output, TextWriter errors, Sources sources)
    {
        try
        {
            return Run(input, output, SeedDirectory.Load(sources.Seed, TimeProvider.System).Current.Holidays);
        }
        catch (SeedException broken)
        {
            errors.WriteLine(broken.Message);
            return 1;
        }
    }

    /// <summary>Answers until the input ends. A line that is not understood gives <c>{"error"}</c>; the next one is read all the same.</summary>
    /// <returns>Always 0.</returns>
    public static int Run(TextReader input, TextWriter output, HolidayCalendar holidays)
    {
        JsonLines.Run(input, output, line => OpenStateJson.Answer(line, holidays));
        return 0;
    }
}
