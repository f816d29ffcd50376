using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Tsunagu.Handbooks;

namespace Tsunagu.Tools.Checks;

/// <summary>
/// Which messages the product can say at all: keys that stand as literals in its compiled code or in the widget's sources, and keys that the code
/// puts together out of literals. What the code puts together with a value of the data is declared in <see cref="Families"/>.
/// </summary>
public sealed class UsedTexts
{
    private readonly HashSet<string> _literals;
    private readonly string _pages;

    private UsedTexts(HashSet<string> literals, string pages)
    {
        _literals = literals;
        _pages = pages;
    }

    /// <summary>Beginnings that the code joins with a value (a month, a way, a language tag), and the values that can come. A test holds them against the code.</summary>
    public static IReadOnlyDictionary<string, Func<string, bool>> Families { get; } = new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
    {
        ["month."] = value => int.TryParse(value, out var month) && month is >= 1 and <= 12,
        ["weekday."] = value => int.TryParse(value, out var day) && day is >= 0 and <= 6,
        ["lang."] = value => value.Length is 2 or 3,
        ["reason.way."] = value => value is "phone" or "chat" or "line" or "visit" or "home" or "mail" or "fax" or "relay" or "read",
        ["crisis."] = value => value.Split('.') is [var danger, "self" or "third"] && Enum.GetValues<CrisisClass>().Any(c => c.ToWire() == danger),
        ["memo.who."] = value => value is "self" or "third" or "self-only" or "third-only",
        ["language.name."] = value => Locale.TryParse(value, out _),
    };

    /// <summary>Literals found.</summary>
    public IReadOnlyCollection<string> Literals => _literals;

    /// <summary>Reads the product's assemblies in a folder, and the widget's sources below the root.</summary>
    /// <param name="programFolder">Where the <c>Tsunagu.*.dll</c> lie.</param>
    /// <param name="root">The repository, or null when the tool runs without one.</param>
    public static UsedTexts Read(string programFolder, string? root)
    {
        var literals = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in System.IO.Directory.GetFiles(programFolder, "Tsunagu.*.dll").Where(f => !Path.GetFileName(f).Contains(".Tests", StringComparison.Ordinal)))
        {
            using var stream = File.OpenRead(file);
            using var assembly = new PEReader(stream);
            var metadata = assembly.GetMetadataReader();
            // Handle 0 is the empty entry every heap begins with.
            for (var handle = MetadataTokens.UserStringHandle(1); !handle.IsNil; handle = metadata.GetNextHandle(handle))
                literals.Add(metadata.GetUserString(handle));
        }
        return new UsedTexts(literals, root is null ? "" : PagesBelow(Path.Combine(root, "src")));
    }

    /// <summary>Whether the product can say this message.</summary>
    public bool Uses(string key) =>
        _literals.Contains(key)
        || _pages.Contains($"\"{key}\"", StringComparison.Ordinal) || _pages.Contains($"'{key}'", StringComparison.Ordinal)
        || Joined(key);

    private bool Joined(string key)
    {
        for (var dot = key.IndexOf('.', StringComparison.Ordinal); dot >= 0; dot = key.IndexOf('.', dot + 1))
        {
            var (begin, end) = (key[..(dot + 1)], key[(dot + 1)..]);
            if (Families.TryGetValue(begin, out var comes) && comes(end))
                return true;
            if (_literals.Contains(begin) && (_literals.Contains(end) || Joined(end) || end.Split('.', '-').All(_literals.Contains)))
                return true;
            // "chat." + a word that the widget's script names, or "…size." + a number that it counts.
            if (_literals.Contains(begin) && Named(end))
                return true;
            // A page's name + ".heading"
            if (_literals.Contains(key[dot..]) && (_literals.Contains(key[..dot]) || Joined(key[..dot]) || key[..dot].Split('.').All(part => _literals.Contains(part) || int.TryParse(part, out _))))
                return true;
            // "resume" + ".option." + "continue"
            if (_literals.Contains(key[..dot]) && _literals.Any(l => l.Length > 2 && l[0] == '.' && l[^1] == '.' && key[dot..].StartsWith(l, StringComparison.Ordinal) && _literals.Contains(key[(dot + l.Length)..])))
                return true;
        }
        return false;
    }

    private bool Named(string word)
    {
        var stem = word.LastIndexOf('.') is > 0 and var dot && int.TryParse(word[(dot + 1)..], out _) ? word[..dot] : word;
        return Regex.IsMatch(_pages, $@"(\.|['""`]|data-\w+=.?){Regex.Escape(stem)}\b", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));
    }

    private static string PagesBelow(string folder) => System.IO.Directory.Exists(folder)
        ? string.Join('\n', System.IO.Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".ts" or ".js" or ".mjs" or ".html" && !f.Split(Path.DirectorySeparatorChar).Any(part => part is "node_modules" or "obj" or "bin" or "dist" or "wwwroot"))
            .Select(File.ReadAllText))
        : "";
}
