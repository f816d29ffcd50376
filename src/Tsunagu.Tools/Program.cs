using System.CommandLine;
using System.Text;
using Tsunagu.Tools;
using Tsunagu.Tools.Commands;

// Other programs write and read UTF-8 whatever the console's own encoding is; a byte order mark would break the first line.
Console.InputEncoding = new UTF8Encoding(false);
Console.OutputEncoding = new UTF8Encoding(false);

var sources = Sources.Find(Environment.CurrentDirectory, AppContext.BaseDirectory);

return new RootCommand("Tools for Tsunagu's content and directory.")
{
    OpenCommand.Create(sources),
    CheckCommand.Create(sources),
    GraphCommand.Create(sources),
    PathsCommand.Create(sources),
    TalkCommand.Create(sources),
    RecordCommand.Create(sources),
    AnswerCommand.Create(sources),
    UnderstandCommand.Create(sources),
    MeasureCommand.Create(sources),
    DirectoryCommand.Create(Environment.CurrentDirectory),
}.Parse(args).Invoke();
