using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;

namespace Tsunagu.Tools.Commands;

/// <summary><c>answer --jsonl</c>: which of the offered options, or which command, typed words mean.</summary>
public static class AnswerCommand
{
    /// <summary>Commands that stand in the contract; the others choose nothing there.</summary>
    private static readonly string[] Contract = ["back", "stop", "restart", "human", "erase", "skip", "help", "language"];

    /// <summary>The command as it is named on the command line.</summary>
    internal static Command Create(Sources sources)
    {
        var jsonl = new Option<bool>("--jsonl") { Description = "JSON lines in and out", Required = true };
        var command = new Command("answer", "Says which option or command typed words mean.") { jsonl };
        command.SetAction(_ => Run(Console.In, Console.Out, Console.Error, sources));
        return command;
    }

    /// <summary>Answers until the input ends.</summary>
    /// <returns>0; 1 when the content is broken.</returns>
    public static int Run(TextReader input, TextWriter output, TextWriter errors, Sources sources)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(errors);
        try
        {
            var understanding = UnderstandCommand.Load(sources);
            JsonLines.Run(input, output, line => Answer(line, understanding));
            return 0;
        }
        catch (ContentException broken)
        {
            errors.WriteLine(broken.Message);
            return 1;
        }
    }

    /// <summary>One line's answer. A line that is not understood gives <c>{"error"}</c>.</summary>
    internal static string Answer(string line, ITextUnderstanding understanding) => JsonLines.Answer(line, asked =>
    {
        if (asked?["typed"]?.GetValueKind() != JsonValueKind.String || asked["options"] is not JsonArray list)
            return JsonLines.Error("\"typed\" or \"options\" is missing: write {\"question\":\"…\",\"options\":[\"…\"],\"typed\":\"…\",\"multi\":false,\"locale\":\"ja\"}");
        var locale = Locale.ParseOrJapanese(asked["locale"]?.ToString());
        var options = list.Select((o, i) => new AnswerOption((i + 1).ToString(CultureInfo.InvariantCulture), i + 1, o?.ToString() ?? "", null, [])).ToList();
        var multi = asked["multi"]?.GetValueKind() == JsonValueKind.True;
        return AnswerOf(understanding.InterpretAnswer(asked["typed"]!.GetValue<string>(), new AnswerContext(options, multi, locale)));
    });

    private static JsonObject AnswerOf(AnswerInterpretation what)
    {
        var answer = new JsonObject();
        if (what.Command is { } command && Contract.Contains(command, StringComparer.Ordinal))
            answer["command"] = command;
        else if (what.Picks.Count > 0 || what.NoneOfThem)
            answer["pick"] = Numbers(what.Picks);
        else
        {
            answer["unclear"] = true;
            answer["ask"] = Numbers(what.Ask);
        }
        return answer;
    }

    private static JsonArray Numbers(IReadOnlyList<string> ids) => new([.. ids.Select(id => (JsonNode)int.Parse(id, CultureInfo.InvariantCulture))]);
}
