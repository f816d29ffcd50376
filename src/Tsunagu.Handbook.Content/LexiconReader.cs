using System.Collections.Immutable;
using System.Text;
using System.Text.RegularExpressions;

namespace Tsunagu.Handbooks.Content;

/// <summary>
/// Reads <c>safety/lexicon*.yaml</c>, one file a language. Named lists (<c>&lt;partner&gt;</c>) and readings (殴 is also なぐ) are written out
/// here; every pattern is tried, so that a slip stops the start and not a talk.
/// </summary>
internal static partial class LexiconReader
{
    private const string Folder = "safety";
    private const string MainFile = "lexicon.yaml";

    private static readonly string[] Languages = ["ja", "en", "zh", "ko", "vi"];

    internal static CrisisLexicon Read(string folder, Problems problems)
    {
        var path = Path.Combine(folder, Folder);
        var files = System.IO.Directory.Exists(path) ? System.IO.Directory.GetFiles(path, "lexicon*.yaml") : [];
        var whole = new CrisisLexicon { Patterns = [] };
        // Without it nobody in danger would be noticed: a missing file is a problem like any other.
        if (!files.Any(file => Path.GetFileName(file) == MainFile))
            problems.Add(new SourceMark($"{Folder}/{MainFile}", 1), "the file is missing", "write it");
        foreach (var file in files.Order(StringComparer.Ordinal))
            whole = Join(whole, new OneFile(YamlPart.Load(folder, $"{Folder}/{Path.GetFileName(file)}", problems)).Read());
        return whole;
    }

    private static CrisisLexicon Join(CrisisLexicon one, CrisisLexicon other) => new()
    {
        Patterns = one.Patterns.AddRange(other.Patterns),
        Exclusions = one.Exclusions.AddRange(other.Exclusions),
        ThirdPerson = one.ThirdPerson.AddRange(other.ThirdPerson),
        FirstPerson = one.FirstPerson.AddRange(other.FirstPerson),
        Imminent = one.Imminent.AddRange(other.Imminent),
        Hurting = one.Hurting.AddRange(other.Hurting),
        Masked = one.Masked.AddRange(other.Masked),
    };

    private sealed class OneFile
    {
        private readonly YamlPart _root;
        private readonly string _language;
        private readonly Dictionary<string, string> _lists = new(StringComparer.Ordinal);
        private readonly List<(string Word, string Reading)> _readings = [];

        internal OneFile(YamlPart root)
        {
            _root = root;
            _ = root.Entries("language", "readings", "lists", "masked", "classes", "exclusions", "third-person", "first-person", "imminent", "hurting").Count();
            _language = root["language"].Text() ?? "ja";
            if (!Languages.Contains(_language, StringComparer.Ordinal))
                root["language"].Problem($"\"{_language}\" is no language of the lexicon", $"write one of {string.Join(", ", Languages)}");
            foreach (var (word, reading) in root["readings"].Entries())
                _readings.Add((word, reading.Text() ?? ""));
            _readings.Sort((a, b) => b.Word.Length.CompareTo(a.Word.Length));
            foreach (var (name, list) in root["lists"].Entries())
                _lists[name] = Named(list, list.Text() ?? "");
        }

        internal CrisisLexicon Read()
        {
            var patterns = ImmutableArray.CreateBuilder<CrisisPattern>();
            foreach (var (name, levels) in _root["classes"].Entries())
            {
                var crisisClass = Class(levels, name);
                foreach (var (level, list) in levels.Entries("concern", "high", "imminent"))
                {
                    if (!CrisisNames.TryParse(level, out CrisisUrgency urgency))
                        continue;
                    foreach (var item in list.Items())
                        patterns.Add(new CrisisPattern(crisisClass, urgency, Pattern(item), item.At) { Language = _language });
                }
            }
            return new CrisisLexicon
            {
                Patterns = patterns.ToImmutable(),
                Exclusions = [.. _root["exclusions"].Items().Select(Exclusion)],
                ThirdPerson = [.. _root["third-person"].Items().Select(Sign)],
                FirstPerson = [.. _root["first-person"].Items().Select(Sign)],
                Imminent = [.. _root["imminent"].Items().Select(Sign)],
                Hurting = [.. _root["hurting"].Items().Select(Sign)],
                Masked = [.. _root["masked"].Texts()],
            };
        }

        private CrisisExclusion Exclusion(YamlPart part)
        {
            _ = part.Entries("classes", "pattern", "near").Count();
            return new CrisisExclusion(Classes(part), Pattern(part["pattern"]), part.Flag("near")) { Language = _language };
        }

        private CrisisSign Sign(YamlPart part)
        {
            if (!part.IsMapping)
                return new CrisisSign([], Pattern(part), _language);
            _ = part.Entries("classes", "pattern").Count();
            return new CrisisSign(Classes(part), Pattern(part["pattern"]), _language);
        }

        private static ImmutableArray<CrisisClass> Classes(YamlPart part) => [.. part["classes"].Items().Select(c => Class(c, c.Text() ?? ""))];

        private string Pattern(YamlPart part)
        {
            var pattern = Spelled(Named(part, part.Text() ?? ""));
            try
            {
                _ = new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
            }
            catch (ArgumentException e)
            {
                part.Problem($"the pattern is not a regular expression ({e.Message})", "look for an open bracket");
            }
            return pattern;
        }

        /// <summary>Puts lists in; <c>&lt;g8&gt;</c> is a gap of at most eight characters within a sentence.</summary>
        private string Named(YamlPart part, string pattern) => Name().Replace(pattern, match =>
        {
            var name = match.Groups["name"].Value;
            if (name[0] == 'g' && name.Length > 1 && name.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
                return $"[^。!?]{{0,{name[1..]}}}";
            if (_lists.TryGetValue(name, out var words))
                return $"(?:{words})";
            part.Problem($"there is no list <{name}>", "write it under lists, above the lists that use it");
            return "";
        });

        /// <summary>Adds the readings: people write kanji or kana, and often both in one sentence. Sets in [] stay as they are.</summary>
        private string Spelled(string pattern)
        {
            if (_readings.Count == 0)
                return pattern;
            var spelled = new StringBuilder(pattern.Length * 2);
            var inSet = false;
            for (var i = 0; i < pattern.Length;)
            {
                inSet = inSet ? pattern[i] != ']' : pattern[i] == '[';
                var found = inSet ? default : _readings.Find(r => string.CompareOrdinal(pattern, i, r.Word, 0, r.Word.Length) == 0);
                // 「彼氏?」 means 彼 with or without 氏; a reading of the whole word would make all of it optional.
                if (found.Word is { Length: > 1 } && i + found.Word.Length < pattern.Length && pattern[i + found.Word.Length] == '?')
                    found = _readings.Find(r => r.Word.Length == 1 && pattern[i] == r.Word[0]);
                if (found.Word is null)
                {
                    spelled.Append(pattern[i++]);
                    continue;
                }
                spelled.Append("(?:").Append(found.Word).Append('|').Append(found.Reading).Append(')');
                i += found.Word.Length;
            }
            return spelled.ToString();
        }
    }

    /// <summary>The class of that name; another name is a problem.</summary>
    /// <param name="part">Where the name stands.</param>
    /// <param name="name">The name.</param>
    /// <param name="others">Names that may stand there besides the classes.</param>
    internal static CrisisClass Class(YamlPart part, string name, params string[] others)
    {
        if (!CrisisNames.TryParse(name, out CrisisClass crisisClass))
            part.Problem($"\"{name}\" is no class of danger", $"write one of {string.Join(", ", Enum.GetValues<CrisisClass>().Select(c => c.ToWire()).Concat(others))}");
        return crisisClass;
    }

    [GeneratedRegex(@"<(?<name>[a-z][a-z0-9-]*)>", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Name();
}
