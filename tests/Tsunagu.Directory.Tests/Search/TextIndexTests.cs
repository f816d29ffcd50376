namespace Tsunagu.Directory.Tests.Search;

/// <summary>Search in Japanese: short words, writings, typing mistakes, order.</summary>
public sealed class TextIndexTests
{
    private static readonly SearchFolding Folding = new([["子ども", "子供", "こども"], ["ひきこもり", "引きこもり", "引籠り"], ["家賃", "やちん"], ["障害", "障がい", "障碍"]]);

    private static readonly (string Title, string Text)[] Records =
    [
        ("すまいの相談", "家賃が払えない、追い出されそう、という相談を受ける。電話 075-000-0001"),
        ("家賃を助けるお金", "住居確保給付金の窓口"),
        ("子ども相談", "学校に行けない子供のこと。ＬＩＮＥでも。"),
        ("ひきこもりの会", "本人と家族の居場所。カウンセリング"),
        ("生活保護の窓口", "暮らしのお金。髙島ビル"),
    ];

    private static readonly TextIndex Index = new(Records, Folding);

    [Theory]
    [InlineData("家賃", new[] { 1, 0 })]
    [InlineData("やちん", new[] { 1, 0 })]
    [InlineData("金", new[] { 1, 4 })]
    [InlineData("家賃 電話", new[] { 0 })]
    [InlineData("家賃　給付", new[] { 1 })]
    [InlineData("こども", new[] { 2 })]
    [InlineData("コドモ", new[] { 2 })]
    [InlineData("line", new[] { 2 })]
    [InlineData("ＬＩＮＥ", new[] { 2 })]
    [InlineData("引籠り", new[] { 3 })]
    [InlineData("ﾋｷｺﾓﾘ", new[] { 3 })]
    [InlineData("ｶｳﾝｾﾘﾝｸﾞ", new[] { 3 })]
    [InlineData("かうんせりんぐ", new[] { 3 })]
    [InlineData("カウンセリンク", new[] { 3 })]
    [InlineData("カウンセリンッグ", new[] { 3 })]
    [InlineData("高島", new[] { 4 })]
    [InlineData("生活保誤", new[] { 4 })]
    [InlineData("0750000001", new[] { 0 })]
    [InlineData("075-000", new[] { 0 })]
    [InlineData("相談", new[] { 0, 2 })]
    [InlineData("年金", new int[0])]
    [InlineData("くるま", new int[0])]
    public void A_query_finds_what_it_means(string query, int[] records) => Assert.Equal(records, Index.Find(query));

    [Theory]
    [InlineData("")]
    [InlineData(" 　 ")]
    [InlineData("・")]
    public void Nothing_asked_is_everything(string query) => Assert.Equal([0, 1, 2, 3, 4], Index.Find(query));

    [Theory]
    [InlineData("\uD83D")]
    [InlineData("'; DROP TABLE records;--")]
    [InlineData("(((((")]
    [InlineData("\u0000\u200B")]
    public void Odd_input_is_only_text(string query) => Assert.NotNull(Index.Find(query));

    [Fact]
    public void A_very_long_query_is_cut() => Assert.Empty(Index.Find(new string('猫', 100_000)));

    [Fact]
    public void Pairs_that_stand_apart_are_no_word()
    {
        var index = new TextIndex([("", "生活 と 活保 と 保護"), ("", "生活保護")], SearchFolding.Plain);
        Assert.Equal([1], index.Find("生活保護"));
    }

    [Fact]
    public void Every_word_of_a_text_is_found_in_it_as_a_plain_search_would()
    {
        foreach (var (record, i) in Records.Select((r, i) => (r, i)))
        {
            var text = Folding.Fold(record.Text);
            for (var start = 0; start < text.Length; start++)
            {
                for (var length = 1; length <= 6 && start + length <= text.Length; length++)
                    Assert.Contains(i, Index.Find(text.Substring(start, length)));
            }
        }
    }
}
