using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Tools.Commands;

/// <summary><c>understand</c>: what a sentence means, with scores and reasons; <c>--jsonl</c> for other programs, one answer a line.</summary>
public static class UnderstandCommand
{
    /// <summary>Most worries in an answer.</summary>
    private const int Most = 5;

    /// <summary>The command as it is named on the command line.</summary>
    internal static Command Create(Sources sources)
    {
        var jsonl = new Option<bool>("--jsonl") { Description = "JSON lines in and out" };
        var text = new Argument<string?>("text") { Description = "A sentence", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("understand", "Says which worries and which danger a sentence means, and why.") { text, jsonl };
        command.SetAction(parsed => Run(parsed.GetValue(jsonl), parsed.GetValue(text), Console.In, Console.Out, Console.Error, sources));
        return command;
    }

    /// <summary>Runs the command.</summary>
    /// <returns>0; 1 when the content is broken or nothing was asked.</returns>
    public static int Run(bool jsonl, string? text, TextReader input, TextWriter output, TextWriter errors, Sources sources)
    {
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            var understanding = Load(sources);
            if (jsonl)
            {
                JsonLines.Run(input, output, line => Answer(line, understanding));
                return 0;
            }
            if (text is null)
            {
                errors.WriteLine("Nothing to understand: write a sentence after the command, or --jsonl to read lines.");
                return 1;
            }
            Explain(text, output, understanding);
            return 0;
        }
        catch (ContentException broken)
        {
            errors.WriteLine(broken.Message);
            return 1;
        }
    }

    /// <summary>The understanding by the content of the sources.</summary>
    /// <exception cref="ContentException">The content is broken.</exception>
    internal static LocalTextUnderstanding Load(Sources sources)
    {
        var loaded = HandbookLoader.Load(sources.Handbook);
        return new LocalTextUnderstanding(loaded.Crisis, loaded.Texts, loaded.Understanding);
    }

    /// <summary>One line's answer. A line that is not understood gives <c>{"error"}</c>.</summary>
    internal static string Answer(string line, ITextUnderstanding understanding) => JsonLines.Answer(line, asked =>
    {
        if (asked?["text"] is not JsonValue value || value.GetValueKind() != JsonValueKind.String)
            return JsonLines.Error("\"text\" is missing: write {\"text\":\"…\",\"locale\":\"ja\"}");
        var locale = Locale.ParseOrJapanese(asked["locale"]?.ToString());
        var text = value.GetValue<string>();
        var worries = understanding.UnderstandWorries(text, locale);
        return new JsonObject
        {
            ["worries"] = new JsonArray([.. worries.Worries.Take(Most).Select(w => (JsonNode)w.Id)]),
            ["groups"] = new JsonArray([.. worries.Groups.Select(g => (JsonNode)g)]),
            ["danger"] = Danger(understanding.RecognizeCrisis(text, locale)),
        };
    });

    private static JsonObject? Danger(CrisisSignal? sign) => sign is null ? null : new JsonObject
    {
        ["class"] = sign.Class.ToWire(),
        ["about"] = sign.ThirdPerson ? "third" : "self",
        ["urgency"] = sign.Urgency.ToWire(),
    };

    private static void Explain(string text, TextWriter output, LocalTextUnderstanding understanding)
    {
        var danger = understanding.ExplainCrisis(text);
        output.WriteLine(danger is { } found
            ? $"danger: {found.Signal.Class.ToWire()}, {(found.Signal.ThirdPerson ? "third" : "self")}, {found.Signal.Urgency.ToWire()} ({found.Source})"
            : "danger: none");
        var worries = understanding.UnderstandWorries(text, Locale.Japanese);
        if (worries.Worries.Count == 0)
            output.WriteLine("worries: nothing fits");
        foreach (var worry in worries.Worries)
            output.WriteLine($"{worry.Id}  {worry.Score:0.00}  {string.Join(" ", worry.Why)}");
        output.WriteLine($"groups: {string.Join(" ", worries.Groups)}");
        output.WriteLine($"about: {(worries.ThirdPerson ? "third" : "self")}  urgency: {worries.Urgency ?? "none"}");
    }
}
