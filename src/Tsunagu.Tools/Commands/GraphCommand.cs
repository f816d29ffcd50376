using System.CommandLine;
using Tsunagu.Handbooks.Content;
using Tsunagu.Tools.Drawing;

namespace Tsunagu.Tools.Commands;

/// <summary>What becomes of the picture.</summary>
public enum GraphMode
{
    /// <summary>Only the Mermaid text, to the output.</summary>
    Print,

    /// <summary>Page and picture are written.</summary>
    Write,

    /// <summary>Page and picture are compared.</summary>
    Check,
}

/// <summary><c>graph</c>: the questions of the handbook in asking order, with the rules that decide whether they are asked.</summary>
public static class GraphCommand
{
    /// <summary>The command.</summary>
    public static Command Create(Sources sources)
    {
        var write = new Option<bool>("--write") { Description = "Writes docs/handbook-map.md and docs/images/handbook-flow.svg" };
        var same = new Option<bool>("--check") { Description = "Fails when those files differ" };
        var svg = new Option<string?>("--svg") { Description = "Writes the picture to this file ('-' = to the output)" };
        var command = new Command("graph", "Draws the questions of the handbook as Mermaid or SVG.") { write, same, svg };
        command.SetAction(parsed => parsed.GetValue(svg) is { } file
            ? Picture(Console.Out, Console.Error, sources, file)
            : Run(Console.Out, Console.Error, sources, parsed.GetValue(write) ? GraphMode.Write : parsed.GetValue(same) ? GraphMode.Check : GraphMode.Print));
        return command;
    }

    /// <summary>Draws the handbook.</summary>
    /// <returns>1 when the handbook is broken, or when <see cref="GraphMode.Check"/> finds other files than it would write.</returns>
    public static int Run(TextWriter output, TextWriter errors, Sources sources, GraphMode mode)
    {
        if (!TryLoad(errors, sources, out var loaded))
            return 1;
        switch (mode)
        {
            case GraphMode.Write:
                MapFiles.Write(loaded, sources);
                return 0;
            case GraphMode.Check:
                var stale = MapFiles.Stale(loaded, sources).ToList();
                stale.ForEach(errors.WriteLine);
                return stale.Count > 0 ? 1 : 0;
            default:
                output.Write(MermaidMap.Chart(loaded.Handbook));
                return 0;
        }
    }

    /// <summary>Writes the picture to a file, or to the output for <c>-</c>.</summary>
    /// <returns>1 when the handbook is broken or the file cannot be written.</returns>
    public static int Picture(TextWriter output, TextWriter errors, Sources sources, string file)
    {
        if (!TryLoad(errors, sources, out var loaded))
            return 1;
        var svg = FlowPicture.Svg(loaded.Handbook, loaded.Texts);
        if (file == "-")
        {
            output.Write(svg);
            return 0;
        }
        try
        {
            File.WriteAllText(file, svg);
            return 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"{file}: cannot be written ({e.Message}) — name a file in a folder that exists and that you may write to");
            return 1;
        }
    }

    private static bool TryLoad(TextWriter errors, Sources sources, out LoadedHandbook loaded)
    {
        if (HandbookLoader.TryLoad(sources.Handbook, null, out loaded, out var problems))
            return true;
        foreach (var problem in problems)
            errors.WriteLine(problem);
        return false;
    }
}
