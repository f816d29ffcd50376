using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tsunagu.Tools.Commands;

/// <summary>
/// JSON lines between programs: one answer a line, in the order of the questions. A line that is not understood gives <c>{"error"}</c>; the next
/// one is read all the same.
/// </summary>
internal static class JsonLines
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Answers until the input ends.</summary>
    internal static void Run(TextReader input, TextWriter output, Func<string, string> answer)
    {
        while (input.ReadLine() is { } line)
        {
            output.Write(answer(line) + "\n");
            output.Flush(); // the program at the other end waits for this line before it writes the next
        }
    }

    /// <summary>One line's answer.</summary>
    /// <param name="line">What was asked.</param>
    /// <param name="answer">The answer to an object; null where the line is JSON of another kind.</param>
    internal static string Answer(string line, Func<JsonObject?, JsonObject> answer)
    {
        JsonObject said;
        try
        {
            said = answer(JsonNode.Parse(line.TrimStart('\uFEFF')) as JsonObject); // some programs begin their output with a byte order mark
        }
        catch (JsonException)
        {
            said = Error("this line is not JSON");
        }
        catch (InvalidOperationException)
        {
            said = Error("a text holds half of a surrogate pair (\\ud800 to \\udfff); write whole characters");
        }
        catch (ArgumentException)
        {
            said = Error("a name stands twice in one object; write each once");
        }
        return said.ToJsonString(Readable);
    }

    /// <summary>The answer to a line that is not understood.</summary>
    internal static JsonObject Error(string what) => new() { ["error"] = what };
}
