namespace Tsunagu.Directory.Api;

/// <summary>The thirteen support targets (支援対象) of the agreement on loneliness and isolation, in its order. The names are the data's own codes.</summary>
public static class TargetCodes
{
    /// <summary>All thirteen.</summary>
    public static IReadOnlyList<string> All { get; } =
        ["生活困窮", "子ども・若者", "ひとり親", "障害", "高齢", "ひきこもり", "女性", "DV・虐待", "自殺防止", "再犯防止", "ホームレス", "外国人", "その他"];

    /// <summary><c>T01</c> … <c>T13</c>.</summary>
    /// <param name="index">Place in <see cref="All"/>, from 0.</param>
    public static string CodeOf(int index) => FormattableString.Invariant($"T{index + 1:00}");
}
