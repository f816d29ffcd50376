using System.Diagnostics.CodeAnalysis;

namespace Tsunagu.Handbooks;

/// <summary>
/// A language that the handbook is written in, with an explicit list of fallbacks.
/// Not <c>CultureInfo</c>: it knows no plain Japanese (<c>ja-simple</c>) and has no usable parents for it.
/// The default value is Japanese, the language that every text exists in.
/// </summary>
public readonly record struct Locale
{
    private readonly string? tag;

    private Locale(string tag) => this.tag = tag;

    /// <summary>Japanese, the source of every text.</summary>
    public static Locale Japanese { get; } = new("ja");

    /// <summary>Plain Japanese (やさしい日本語).</summary>
    public static Locale PlainJapanese { get; } = new("ja-simple");

    /// <summary>English.</summary>
    public static Locale English { get; } = new("en");

    /// <summary>Chinese in simplified characters.</summary>
    public static Locale Chinese { get; } = new("zh-Hans");

    /// <summary>Korean.</summary>
    public static Locale Korean { get; } = new("ko");

    /// <summary>Vietnamese.</summary>
    public static Locale Vietnamese { get; } = new("vi");

    /// <summary>All locales in the order in which they are offered.</summary>
    public static IReadOnlyList<Locale> All { get; } = [Japanese, PlainJapanese, English, Chinese, Korean, Vietnamese];

    /// <summary>The tag as it stands in folder names and in the state: <c>ja</c>, <c>ja-simple</c>, <c>zh-Hans</c> …</summary>
    public string Tag => tag ?? "ja";

    /// <summary>True for Japanese and plain Japanese.</summary>
    public bool IsJapanese => Tag.StartsWith("ja", StringComparison.Ordinal);

    /// <summary>Where to look for a text that this locale lacks, nearest first; empty for Japanese.</summary>
    public IReadOnlyList<Locale> Fallbacks => Tag switch
    {
        "ja" => [],
        "ja-simple" or "en" => ToJapanese,
        _ => ToEnglish,
    };

    private static readonly Locale[] ToJapanese = [new("ja")];
    private static readonly Locale[] ToEnglish = [new("en"), new("ja")];

    /// <summary>
    /// Reads our own tags and what browsers and channels send (<c>en-US</c>, <c>zh-CN</c>, <c>KO</c>, <c>ja-x-simple</c>).
    /// Case does not matter. Chinese of any kind becomes <c>zh-Hans</c>, the only Chinese that there is.
    /// </summary>
    /// <param name="tag">A BCP 47 tag or one of ours; null and blank are refused.</param>
    /// <param name="locale">The locale found, or Japanese when none was.</param>
    /// <returns>False when the language is none of ours.</returns>
    public static bool TryParse([NotNullWhen(true)] string? tag, out Locale locale)
    {
        locale = default;
        if (string.IsNullOrWhiteSpace(tag)) return false;
        var lower = tag.Trim().Replace('_', '-').ToLowerInvariant();
        foreach (var known in All)
        {
            if (string.Equals(known.Tag, lower, StringComparison.OrdinalIgnoreCase))
            {
                locale = known;
                return true;
            }
        }

        if (lower is "ja-easy" or "ja-x-easy" or "ja-x-simple")
        {
            locale = PlainJapanese;
            return true;
        }

        var end = lower.IndexOf('-', StringComparison.Ordinal);
        Locale? found = (end < 0 ? lower : lower[..end]) switch
        {
            "ja" => Japanese,
            "en" => English,
            "zh" => Chinese,
            "ko" => Korean,
            "vi" => Vietnamese,
            _ => null,
        };
        locale = found ?? default;
        return found is not null;
    }

    /// <summary>As <see cref="TryParse"/>, with Japanese, the language that every text exists in, for what is none of ours.</summary>
    /// <param name="tag">A BCP 47 tag or one of ours; may be null or blank.</param>
    public static Locale ParseOrJapanese(string? tag) => TryParse(tag, out var locale) ? locale : Japanese;

    /// <inheritdoc/>
    public bool Equals(Locale other) => string.Equals(Tag, other.Tag, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Tag);

    /// <summary>The tag.</summary>
    public override string ToString() => Tag;
}
