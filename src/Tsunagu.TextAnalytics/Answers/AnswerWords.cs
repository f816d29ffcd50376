using System.Text.RegularExpressions;

namespace Tsunagu.TextAnalytics;

/// <summary>Words of answers that do not depend on what was asked, in six languages: yes, no, all, none, and what stands around an answer.</summary>
internal static partial class AnswerWords
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    /// <summary>Words before an answer that say nothing.</summary>
    private static readonly string[] Before =
    [
        "たぶん", "多分", "おそらく", "やっぱり", "やっぱ", "えっと", "ええと", "えと", "うんと", "あの、", "あのね", "じゃあ", "では、", "ほな", "それなら", "なんか", "まあ", "とりあえず", "一応",
        "私は", "わたしは", "ぼくは", "僕は", "俺は", "うちは", "答えは", "回答は", "今は", "どちらかというと", "はい、", "うん、", "ええ、", "そうですね", "そうやな", "、", "。", "!",
        "我选", "我选择", "选择", "选", "我想选", "应该是", "大概是", "可能是", "是", "저는", "아마", "제생각엔", "그냥",
    ];

    /// <summary>Words behind an answer that say nothing; longer ones first.</summary>
    private static readonly string[] Behind =
    [
        "でおねがいいたします", "でお願いいたします", "でおねがいします", "でお願いします", "でお願い", "でおねがい", "でたのむわ", "でたのみます", "でたのむ", "をお願いします", "をおねがいします", "お願いします", "おねがいします",
        "かもしれません", "かもしれない", "かもしれへん", "だとおもいます", "だと思います", "やと思います", "やと思う", "だと思う", "とおもいます", "と思います", "と思う", "とおもう", "を選びます", "を選ぶ", "をえらびます", "にします", "にする", "にしときます", "にしとく",
        "になります", "でいいです", "でええです", "でええわ", "でええ", "でいい", "がいいです", "がええです", "がええわ", "がええ", "がいい", "を希望します", "希望です", "なんです", "なんやけど", "なんですけど", "ですけど", "やけど", "だけど", "でしょうか", "でしょう", "ですね", "ですよ", "ですかね", "です", "でした",
        "やろか", "やろな", "やろ", "やねん", "やで", "やわ", "やな", "や", "かなあ", "かなぁ", "かな", "かも", "だよ", "だね", "だわ", "だな", "だ", "どす", "っす", "のことです", "のこと", "のほう", "の方", "のやつ", "ってやつ", "に住んでます", "に住んでいます", "に住んでる", "在住", "住み", "ください", "下さい", "を", "で", "よ", "ね", "わ", "笑", "w", "。", "、", "!", "?", "って感じ", "的な", "番", "です。",
        "吧", "谢谢", "的", "了", "이에요", "예요", "입니다", "이요", "요", "으로할게요", "로할게요", "할게요", "같아요",
    ];

    /// <summary>The answer without what stands around it.</summary>
    internal static string Plain(string folded)
    {
        var plain = folded;
        for (var again = true; again;)
        {
            again = false;
            foreach (var word in Before)
            {
                if (plain.Length > word.Length && plain.StartsWith(word, StringComparison.Ordinal))
                {
                    plain = plain[word.Length..];
                    again = true;
                }
            }
        }
        return plain;
    }

    /// <summary>Every shorter form of an answer, from as it is to without all endings.</summary>
    internal static IEnumerable<string> Forms(string plain)
    {
        yield return plain;
        for (var again = true; again;)
        {
            again = false;
            foreach (var word in Behind)
            {
                if (plain.Length > word.Length && plain.EndsWith(word, StringComparison.Ordinal))
                {
                    plain = plain[..^word.Length];
                    again = true;
                    yield return plain;
                    break;
                }
            }
        }
    }

    /// <summary>None of the options, said so.</summary>
    [GeneratedRegex("^(どれも?(でも?ない|も?ない|ちがう|違う|ちゃう|あてはまらない|当てはまらない|違います|ちがいます|ありません|あらへん|あてはまりません|当てはまりません)(です|わ|な)?|どれでも(ない|ありません|あらへん)(です|わ)?|該当(なし|しない|しません)(です)?|あてはまら(ない|へん)|当てはまら(ない|へん)|この中に(は)?(ない|ありません)(です)?|(特に|とくに)?(なし|ない|ありません|あらへん|ないわ|ないねん)(です)?|特には?(ない|ありません)(です)?|ひとつもない|一つもない|none(of(the(m|se)|theabove))?|neither|nothing|都不是|都没有|没有|无|以上都不是|없음|없어요|없습니다|없어|해당없음|모두아니(에요|요)?|다아니(에요|요)?|khongco(gi|cainao)?|khongcaynao|khong(phai)?cainao|không(có(gì|cáinào)?|cáinào)|khôngphảicáinào)$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex None();

    /// <summary>An option that means none of the others.</summary>
    [GeneratedRegex("^(どれも(あてはまら|当てはまら)?(ない|ちがう|違う|でもない)|どれでもない|あてはまるものは?ない|当てはまるものは?ない|(特に|とくに)?(ない|なし)|(特に|とくに)?ありません|この中にはない|該当なし|none(of(the(m|se)|theabove))?|都不是|没有|以上都不是|都没有|없음|없어요|해당없음|해당사항없음|khôngcó(gì|cáinào)?|khôngcáinào|khôngcáinàoởtrên)$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex NoneOption();

    /// <summary>All of the options.</summary>
    [GeneratedRegex("^(全部|ぜんぶ|すべて|全て|みんな|どれも|全部です|全部当てはまる|全部あてはまる|all(ofthe(m|se))?|everything|全都是|都是|所有|모두|전부|다|tấtcả|hết|tatca)$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex All();

    /// <summary>Yes.</summary>
    [GeneratedRegex("^(はい|うん|ええ|そう|そうです|そうや|せや|せやで|そうだ|ええよ|いいよ|yes(please|thanks|thankyou)?|yeah|yep|yup|y|sure|ofcourse|是|是的|对|嗯|好|好的|有|네|예|응|맞아요?|그래요?|vâng|có|dạ|đúng|phải|vang|da|dung)$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Yes();

    /// <summary>No.</summary>
    [GeneratedRegex("^(いいえ|いえ|いや|ううん|ちがう|違う|ちゃう|ちゃうわ|違います|ちがいます|いいや|no(thanks|thankyou)?|nope|n|nah|不|不是|没有|不对|아니요?|아뇨|아니오|없어요?|không|khong|chưa)$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex No();

    /// <summary>An option that means yes.</summary>
    [GeneratedRegex("^(はい|うん|そう(です)?|ある|あります|いる|います|する|します|できる|できます|yes|是(的)?|有|对|네|예|있어요?|있다|có|vâng|đúng|phải)", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex YesOption();

    /// <summary>An option that means no.</summary>
    [GeneratedRegex("^(いいえ|いや|ちがう|違う|ない|ありません|いない|いません|しない|しません|できない|できません|no(?!t)|不是|没有|不|아니|없어요?|없다|không)", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex NoOption();

    /// <summary>The person does not know.</summary>
    [GeneratedRegex("^(よく)?(わから(ない|ん|へん|ぬ|ないです|んです|んわ|へんわ|ないわ)|分から(ない|ん|へん|ないです)|わかりません|分かりません|わかんない|わかんないです|知らない|知らん|しらん|なんとも言えない|idontknow|dontknow|donotknow|notsure|idk|不知道|不清楚|不确定|몰라요?|모르겠(어요|다|습니다)?|잘모르겠(어요|습니다)?|khôngbiết|khongbiet|tôikhôngbiết|khôngrõ|khôngchắc)$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Unknown();

    /// <summary>What follows an option that is denied.</summary>
    [GeneratedRegex("^(のこと|の(ほう|方))?(では?|じゃ|や|とか)?(は|も)?(ない|なく|なくて|ありません|あらへん|ちゃう|ちゃいます|違う|違い|ちがう|ちがい|以外|いがい|じゃなし|嫌|いや|아니|말고|以外|除外)|^(は|が)(ちがう|違う|いや|嫌|だめ|ダメ|いらない)|^は[^、。]{0,8}(ない|ません|へん|いや|嫌|無理|だめ|苦手|ちょっと)|^(以外|いがい)|^(?:가|이)?아니", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Denied();

    /// <summary>Signs of denial anywhere.</summary>
    [GeneratedRegex("ない|なく|ません|へん|ちゃう|いや|嫌|以外|いがい|違|ちがう|not|^no|without|except|không|khong|不|没|아니|안", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Negative();

    /// <summary>Words before an option that deny it.</summary>
    [GeneratedRegex("( not | isnt | no | except | without | khong phai | không phải | không | tru | trừ )(the |a |my |about |về )*$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex DeniedBefore();

    /// <summary>Chinese and Vietnamese deny in front.</summary>
    [GeneratedRegex("(不是|并非|除了|不要|không phải|khôngphải)$", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex DeniedBeforeFolded();

    /// <summary>Either the one or the other: a doubt, not a choice.</summary>
    [GeneratedRegex("(または|もしくは|あるいは|それとも|どっちか|どちらか|どっちやろ|どっちかな|迷|还是|或者|或|아니면|또는|거나| or |hoac|hoặc| hay )", Options, matchTimeoutMilliseconds: 1000)]
    internal static partial Regex Either();
}
