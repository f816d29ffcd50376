using System.CommandLine;
using System.Globalization;
using System.Text;
using Tsunagu.Handbooks;
using Tsunagu.Handbooks.Content;
using Tsunagu.TextAnalytics;

namespace Tsunagu.Tools.Commands;

/// <summary><c>measure danger</c>: how well danger is recognised, on sentences that no rule was written by; writes the table of docs/safety.md.</summary>
public static class MeasureCommand
{
    private const string NothingFits = "nothing fits";

    /// <summary>The command as it is named on the command line.</summary>
    internal static Command Create(Sources sources)
    {
        var show = new Option<bool>("--misses") { Description = "Lists what the half for work misses; the other half is never shown" };
        var write = new Option<bool>("--write") { Description = "Writes the table into docs/safety.md or docs/understanding.md" };
        var danger = new Command("danger", "Prints the table of danger, class by class.") { show, write };
        danger.SetAction(parsed => Written(parsed.GetValue(write), sources, "safety.md", output => Danger(output, sources, parsed.GetValue(show))));
        var worries = new Command("worries", "Prints the table of worries in one's own words, group by group.") { show, write };
        worries.SetAction(parsed => Written(parsed.GetValue(write), sources, "understanding.md", output => Worries(output, sources, parsed.GetValue(show))));
        return new Command("measure", "Measures what is understood, on held-out sentences.") { danger, worries };
    }

    /// <summary>Prints, or puts what is printed between the marks of a page, so that no figure is ever typed in by hand.</summary>
    private static int Written(bool write, Sources sources, string page, Func<TextWriter, int> measure)
    {
        if (!write)
            return measure(Console.Out);
        const string begin = "<!-- measured -->", end = "<!-- /measured -->";
        var path = Path.Combine(Path.GetDirectoryName(sources.Map)!, page);
        using var output = new StringWriter { NewLine = "\n" };
        var code = measure(output);
        var text = File.ReadAllText(path);
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal), text.IndexOf(end, StringComparison.Ordinal));
        if (from < 0 || to < from)
            throw new InvalidOperationException($"{path} has no marks {begin} … {end}: write them where the table belongs.");
        File.WriteAllText(path, $"{text[..(from + begin.Length)]}\n{output.ToString().Trim()}\n{text[to..]}");
        return code;
    }

    /// <summary>How long one reading takes, over all texts, after each was read once.</summary>
    private static string Pace(IReadOnlyList<string> texts, Action<string> read)
    {
        foreach (var text in texts)
            read(text);
        var times = new List<double>(texts.Count);
        foreach (var text in texts)
        {
            var best = double.MaxValue;
            for (var i = 0; i < 5; i++)
            {
                var start = TimeProvider.System.GetTimestamp();
                read(text);
                best = Math.Min(best, TimeProvider.System.GetElapsedTime(start).TotalMilliseconds);
            }
            times.Add(best);
        }
        times.Sort();
        return string.Create(CultureInfo.InvariantCulture, $"One reading: median {times[times.Count / 2]:0.000} ms, 99th of 100 {times[times.Count * 99 / 100]:0.000} ms (best of five each, {Environment.ProcessorCount} shared cores).");
    }

    /// <summary>An understanding that never saw the half that is measured with. What is shipped has seen both.</summary>
    private static LocalTextUnderstanding Honest(Sources sources)
    {
        var loaded = HandbookLoader.Load(sources.Handbook);
        return new LocalTextUnderstanding(loaded.Crisis, loaded.Texts, loaded.Understanding with
        {
            Danger = [.. loaded.Understanding.Danger.Where(d => !Halves.IsHeldOut(d.Text))],
        });
    }

    /// <summary>Prints the table of worries: every fourth phrasing is kept from the model and asked of it, four times in turn.</summary>
    /// <returns>Always 0.</returns>
    public static int Worries(TextWriter output, Sources sources, bool misses)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(sources);
        const int folds = 4;
        var loaded = HandbookLoader.Load(sources.Handbook);
        var all = loaded.Understanding;
        var asked = new List<Asked>();
        for (var fold = 0; fold < folds; fold++)
        {
            // The words by which worries are offered (number 0) stay in the model: nobody is measured by them.
            var model = new LocalTextUnderstanding(loaded.Crisis, loaded.Texts, all with
            {
                Phrasings = [.. all.Phrasings.Where((p, i) => p.Number == 0 || i % folds != fold)],
                Nothing = [.. all.Nothing.Where((_, i) => i % folds != fold)],
            });
            asked.AddRange(all.Phrasings.Where((p, i) => p.Number > 0 && i % folds == fold).Select(p => Asked.Of(model, p)));
            asked.AddRange(all.Nothing.Where((_, i) => i % folds == fold).Select(t => Asked.Of(model, t)));
        }
        var shipped = UnderstandCommand.Load(sources);
        var unseen = HandbookLoader.LoadFresh(sources.Handbook, loaded.Handbook);
        List<Asked> fresh = [.. unseen.Phrasings.Select(p => Asked.Of(shipped, p)), .. unseen.Nothing.Select(t => Asked.Of(shipped, t))];
        output.WriteLine("| group | phrasings | first | among the first three | group right |\n|---|---|---|---|---|");
        foreach (var group in asked.GroupBy(a => a.Row).OrderBy(g => g.Key.Contains(' ', StringComparison.Ordinal)).ThenBy(g => g.Key, StringComparer.Ordinal))
            output.WriteLine(WorryRow(group.Key, [.. group]));
        output.WriteLine(WorryRow("all worries", [.. asked.Where(a => a.Worry.Length > 0)]));
        output.WriteLine(WorryRow("fresh worries", [.. fresh.Where(a => a.Worry.Length > 0)]));
        output.WriteLine(WorryRow("fresh, nothing fits", [.. fresh.Where(a => a.Worry.Length == 0)]));
        output.WriteLine("\n" + Pace([.. asked.Select(a => a.Text)], text => shipped.UnderstandWorries(text, Locale.Japanese)));
        if (misses)
        {
            foreach (var (_, _, worry, text, what) in asked.Where(a => a.Worry.Length == 0 ? a.What.Worries.Count > 0 : !a.What.Worries.Take(3).Any(w => w.Id == a.Worry)))
                output.WriteLine($"{worry}: {text} → {string.Join(' ', what.Worries.Take(3).Select(w => w.Id))}");
        }
        return 0;
    }

    private static string WorryRow(string name, IReadOnlyList<Asked> asked) => asked[0].Worry.Length == 0
        ? $"| {name} | {asked.Count} | | {Share(asked, a => a.What.Worries.Count == 0)} | |"
        : $"| {name} | {asked.Count} | {Share(asked, a => a.What.Worries.Count > 0 && a.What.Worries[0].Id == a.Worry)} | {Share(asked, a => a.What.Worries.Take(3).Any(w => w.Id == a.Worry))} | {Share(asked, a => a.What.Worries.Count > 0 && a.What.Worries[0].Group == a.Group)} |";

    /// <summary>Prints the table.</summary>
    /// <returns>Always 0.</returns>
    public static int Danger(TextWriter output, Sources sources, bool misses)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(sources);
        var understanding = Honest(sources);
        var seen = DangerSentence.Load(sources.Handbook).Select(s => (Sentence: s, Sign: understanding.RecognizeCrisis(s.Text, Locale.Japanese))).ToList();
        var shipped = UnderstandCommand.Load(sources);
        var fresh = DangerSentence.LoadFresh(sources.Handbook).Select(s => (Sentence: s, Sign: shipped.RecognizeCrisis(s.Text, Locale.Japanese))).ToList();
        output.WriteLine(Table([.. seen.Select(s => (s.Sentence.HeldOut ? "held out" : "worked with", s.Sentence, s.Sign)), .. fresh.Select(s => ("fresh", s.Sentence, s.Sign))]));
        output.WriteLine(Pace([.. seen.Select(s => s.Sentence.Text)], text => understanding.RecognizeCrisis(text, Locale.Japanese)));
        if (misses)
        {
            foreach (var (sentence, sign) in seen.Where(s => !s.Sentence.HeldOut && (s.Sign?.Class.ToWire() ?? "none") != s.Sentence.Class))
                output.WriteLine($"{sentence.Class} ({sentence.Kind}): {sentence.Text} → {sign?.Class.ToWire() ?? "none"} {understanding.ExplainCrisis(sentence.Text)?.Source}");
            foreach (var (sentence, sign) in seen.Where(s => !s.Sentence.HeldOut && s.Sign is not null && s.Sentence.Class != "none" && s.Sign.ThirdPerson != s.Sentence.Third))
                output.WriteLine($"about {sentence.Class} ({sentence.Kind}): {sentence.Text}");
            foreach (var (sentence, sign) in seen.Where(s => !s.Sentence.HeldOut && s.Sign is not null && s.Sentence.Kind.Contains("imminent", StringComparison.Ordinal) && s.Sign.Urgency != CrisisUrgency.Imminent))
                output.WriteLine($"urgency {sentence.Class}: {sentence.Text} {sign!.Urgency.ToWire()}");
        }
        return 0;
    }

    private static string Table(IReadOnlyList<(string Part, DangerSentence Sentence, CrisisSignal? Sign)> seen)
    {
        var table = new StringBuilder("| class | part | sentences | direct found | indirect found | class right | person right |\n|---|---|---|---|---|---|---|\n");
        foreach (var group in seen.GroupBy(s => s.Sentence.Class).OrderBy(g => g.Key == "none").ThenBy(g => g.Key, StringComparer.Ordinal))
        {
            foreach (var part in group.GroupBy(s => s.Part))
                Row(table, group.Key, part.Key, [.. part]);
        }
        foreach (var part in seen.Where(s => s.Sentence.Class != "none").GroupBy(s => s.Part))
            Row(table, "all danger", part.Key, [.. part]);
        return table.ToString();
    }

    private static void Row(StringBuilder table, string name, string part, IReadOnlyList<(string Part, DangerSentence Sentence, CrisisSignal? Sign)> seen)
    {
        if (name == "none")
        {
            table.Append(CultureInfo.InvariantCulture, $"| none | {part} | {seen.Count} | false alarms {Share(seen, s => s.Sign is not null)} | | | |\n");
            return;
        }
        var found = seen.Where(s => s.Sign is not null).ToList();
        table.Append(CultureInfo.InvariantCulture, $"| {name} | {part} | {seen.Count} | {Share(seen.Where(s => s.Sentence.Direct), s => s.Sign is not null)} | {Share(seen.Where(s => !s.Sentence.Direct), s => s.Sign is not null)} | {Share(found, s => s.Sign!.Class.ToWire() == s.Sentence.Class)} | {Share(found, s => s.Sign!.ThirdPerson == s.Sentence.Third)} |\n");
    }

    private static string Share<T>(IEnumerable<T> all, Func<T, bool> counts)
    {
        var list = all.ToList();
        var right = list.Count(counts);
        return list.Count == 0 ? "-" : string.Create(CultureInfo.InvariantCulture, $"{right}/{list.Count} ({100.0 * right / list.Count:0.#} %)");
    }

    /// <summary>A phrasing and what was understood.</summary>
    private sealed record Asked(string Row, string Group, string Worry, string Text, WorryUnderstanding What)
    {
        internal static Asked Of(LocalTextUnderstanding model, Phrasing asked) =>
            new(asked.Language == "ja" ? asked.Group : "in other languages", asked.Group, asked.Worry, asked.Text, model.UnderstandWorries(asked.Text, Locale.Japanese));

        internal static Asked Of(LocalTextUnderstanding model, string nothing) => new(NothingFits, "", "", nothing, model.UnderstandWorries(nothing, Locale.Japanese));
    }
}
