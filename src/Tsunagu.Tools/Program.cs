using System.CommandLine;
using System.Text;
using Tsunagu.Tools;
using Tsunagu.Tools.Commands;

// Other programs write and read UTF-8 whatever the console's own encoding is; a byte order mark would break the first line.
Console.InputEncoding = new UTF8Encoding(false);
Console.OutputEncoding = new UTF8Encoding(false);

var sources = Sources.Find(Environment.CurrentDirectory, AppContext.BaseDirectory);

var jsonl = new Option<bool>("--jsonl") { Description = "JSON lines in and out", Required = true };
var open = new Command("open", "Says for opening hours and an instant whether a window answers.") { jsonl };
open.SetAction(_ => OpenCommand.Run(Console.In, Console.Out, Console.Error, sources));

var check = new Command("check", "Checks the seed and the handbook; exit code 1 on problems.");
check.SetAction(_ => CheckCommand.Run(Console.Out, sources, TimeProvider.System));

var write = new Option<bool>("--write") { Description = "Writes docs/handbook-map.md" };
var same = new Option<bool>("--check") { Description = "Fails when docs/handbook-map.md differs" };
var graph = new Command("graph", "Draws the questions of the handbook as Mermaid.") { write, same };
graph.SetAction(parsed => GraphCommand.Run(
    Console.Out, Console.Error, sources, parsed.GetValue(write) ? GraphMode.Write : parsed.GetValue(same) ? GraphMode.Check : GraphMode.Print));

return new RootCommand("Tools for Tsunagu's content and directory.") { open, check, graph, LineCommand.Create(sources, Path.GetFullPath(Path.Combine(sources.Handbook, "..", "..", "manifests", "line"))) }.Parse(args).Invoke();
