using System.Collections.Frozen;

namespace Tsunagu.TextAnalytics;

/// <summary>Letters and frequent words by which a language is known. What two languages share stands in none of the lists.</summary>
internal static class LanguageWords
{
    /// <summary>Letters of everyday Chinese, simplified and traditional: those that JIS X 0208 does not have, so that no Japanese name is written with them, and four that it has but nobody writes.</summary>
    internal const string ChineseOnly = "们这说說话时间问谁吗嗎呢吧还过给请帮钱么为发现难觉见亲妈爸她您你啊哪债应该办护岁边妇让爱对开关谢卖买贵离很幫麼媽";

    /// <summary>Pairs that Japanese does not have, although it has each of their letters.</summary>
    internal static readonly string[] ChinesePairs = ["我想", "我不", "我是", "我有", "我在", "我的", "我和", "我被", "打我", "不知道", "不想", "可以", "他的", "想死", "好累", "不好"];

    /// <summary>Letters of Vietnamese that no other of our languages and no French name has.</summary>
    internal const string VietnameseOnly = "ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ";

    /// <summary>Vietnamese, with its marks and without, as phones without its keyboard write it.</summary>
    internal static readonly FrozenSet<string> Vietnamese = Set(
        "tôi không và của là cho với người được muốn giúp nhà tiền làm việc chồng vợ rất này đang bị có thể cần xin toi khong cua nguoi duoc muon giup tien chong viec rat dang voi nha lam xin");

    /// <summary>English words that stand in hardly any other language; one of them must be there.</summary>
    internal static readonly FrozenSet<string> English = Set(
        "the i'm i've i'd i'll am is was were you your my he's she's it's they them their this that there what how why when where who which and but because with without from not don't doesn't didn't can't cannot can could would should won't have has had been being help need want please thank thanks hello "
        + "know feel feeling think money rent husband wife mother father child children friend work job school home house pay live lost alone lonely sick tired scared afraid someone anyone nobody nothing everything anymore about very just");

    /// <summary>English words that are also names, syllables or words of other languages; they count beside the others only.</summary>
    internal static readonly FrozenSet<string> EnglishBeside = Set("i a an to of in on at do so no or he she it we me be if as by are will for all any get got go us our his her up out");

    /// <summary>Frequent words of Japanese in Latin letters.</summary>
    internal static readonly FrozenSet<string> Romaji = Set(
        "wa ga wo desu masu masen kudasai watashi boku ore nai shite kara sono kono ano tasukete onegai shimasu okane arigatou sumimasen kodomo shigoto ie otto tsuma haha chichi kurushii tsurai shinitai demo dake mo ni ne yo");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
