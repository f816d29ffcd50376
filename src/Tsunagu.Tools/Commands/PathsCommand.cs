using System.CommandLine;
using System.Globalization;
using Tsunagu.Conversations.Transcripts;
using Tsunagu.Directory.Api;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host;
using Tsunagu.Tools.Talking;

namespace Tsunagu.Tools.Commands;

/// <summary><c>paths</c>: few journeys that tap every option of every question, as transcripts that are reviewed like code.</summary>
public static class PathsCommand
{
    private const int FewLeft = 20;

    /// <summary>The command.</summary>
    public static Command Create(Sources sources)
    {
        var write = new Option<bool>("--write") { Description = "Writes tests/transcripts/generated" };
        var same = new Option<bool>("--check") { Description = "Fails when those files differ" };
        var command = new Command("paths", "Finds few journeys that tap every option of every question.") { write, same };
        command.SetAction((parsed, _) => RunAsync(Console.Out, Console.Error, sources, parsed.GetValue(write), parsed.GetValue(same), Progress.OnTerminal()));
        return command;
    }

    /// <summary>Finds the journeys and prints or writes them, or looks whether those that stand there still hold.</summary>
    /// <returns>1 when content is broken, an option cannot be tapped, or a file is not today's.</returns>
    public static async Task<int> RunAsync(TextWriter output, TextWriter errors, Sources sources, bool write, bool check, IProgress<string>? progress = null)
    {
        try
        {
            if ((write || check) && sources.Paths is null)
            {
                await errors.WriteLineAsync("paths: there is no repository here — run it inside one");
                return 1;
            }
            if (check)
            {
                var wrong = await StaleAsync(sources);
                wrong.ForEach(errors.WriteLine);
                return wrong.Count > 0 ? 1 : 0;
            }
            var (files, left) = await FindAsync(sources, progress);
            Progress.Done(progress);
            foreach (var (question, option) in left)
                await errors.WriteLineAsync($"{question}/{option}: no journey taps it — mend the rule that hides it");
            if (write)
                Write(files, sources.Paths!);
            else
                await output.WriteAsync(string.Join('\n', files.Select(f => $"# {f.Name}\n{f.Text}")));
            return left.Count > 0 ? 1 : 0;
        }
        catch (Exception broken) when (broken is ContentException or SeedException)
        {
            await errors.WriteLineAsync(broken.Message);
            return 1;
        }
    }

    /// <summary>
    /// What the journeys that stand there lack, one line each: a talk that goes another way now, an option that none of them taps. Finding them
    /// anew takes minutes; playing them takes seconds and tells the same.
    /// </summary>
    public static async Task<List<string>> StaleAsync(Sources sources)
    {
        const string mend = "run: dotnet run --project src/Tsunagu.Tools -- paths --write";
        List<string> wrong = [];
        if (sources.Paths is not { } folder)
            return wrong;
        using var bot = new Bot(sources, new StoppedClock(CoveringPaths.Clock));
        var left = CoveringPaths.Everything(bot.Content.Handbook).ToHashSet();
        var files = System.IO.Directory.Exists(folder) ? System.IO.Directory.GetFiles(folder, "*.chat").Order(StringComparer.Ordinal).ToArray() : [];
        foreach (var file in files)
        {
            var name = "tests/transcripts/generated/" + Path.GetFileName(file);
            try
            {
                var transcript = TranscriptText.Parse(name, await File.ReadAllTextAsync(file));
                var went = await new TranscriptRunner(bot.Conversations, _ => { }).PlayAsync(transcript, name, words: false);
                if (TranscriptRunner.Compare(name, transcript, went) is { } difference)
                    wrong.Add($"{difference} — {mend}");
                left.ExceptWith(TappedIn(transcript));
            }
            catch (TranscriptFormatException broken)
            {
                wrong.Add($"{name}: {broken.Message} — {mend}");
            }
        }
        var paths = new CoveringPaths(bot);
        // To look whether the product asks at all takes long; where most is missing, that is not the reason.
        wrong.AddRange(left.Where(l => left.Count > FewLeft || paths.IsAsked(l)).Select(l => $"tests/transcripts/generated:1: no journey taps {l.Question}/{l.Option} — {mend}"));
        return wrong;
    }

    /// <summary>Every option that a transcript's lines tap; an empty option for a question that was asked and answered at all.</summary>
    public static IEnumerable<(string Question, string Option)> TappedIn(Transcript transcript)
    {
        var asked = "";
        foreach (var line in transcript.Lines)
        {
            var words = line.Text.Split(' ');
            if (line.Speaker == TranscriptSpeaker.Bot && Array.IndexOf(words, "ask") is >= 0 and var at && at + 1 < words.Length)
            {
                asked = words[at + 1];
            }
            else if (line.Speaker == TranscriptSpeaker.User && line.Text.StartsWith('['))
            {
                yield return (asked, "");
                foreach (var option in line.Text.Trim('[', ']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                    yield return (asked, option.TrimStart('+'));
            }
        }
    }

    /// <summary>File names with their texts, and what stays untapped.</summary>
    public static async Task<(IReadOnlyList<(string Name, string Text)> Files, IReadOnlyCollection<(string Question, string Option)> Left)> FindAsync(Sources sources, IProgress<string>? progress = null)
    {
        using var bot = new Bot(sources, new StoppedClock(CoveringPaths.Clock));
        var paths = new CoveringPaths(bot);
        var found = await paths.FindAsync(progress);
        return ([.. found.Select((t, i) => (string.Create(CultureInfo.InvariantCulture, $"path-{i + 1:00}.chat"), "# Generated by the command 'paths' of src/Tsunagu.Tools; do not edit.\n" + TranscriptText.Format(t)))], paths.Left);
    }

    private static void Write(IReadOnlyList<(string Name, string Text)> files, string folder)
    {
        System.IO.Directory.CreateDirectory(folder);
        foreach (var old in System.IO.Directory.GetFiles(folder, "path-*.chat"))
            File.Delete(old);
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder, name), text);
    }
}
