namespace Tsunagu.Channels.WebChat.Tests;

public class PageTests
{
    private const string Attack = "\"><script>alert('x')</script>&";

    [Fact]
    public void A_value_in_HTML_is_escaped_and_HTML_in_HTML_is_not()
    {
        var inner = Html.Of($"<b>{Attack}</b>");
        var outer = Html.Of($"""<p title="{Attack}">{inner}{7}</p>""").ToString();
        Assert.DoesNotContain("<script", outer, StringComparison.Ordinal);
        Assert.Contains("<b>&quot;&gt;&lt;script&gt;", outer, StringComparison.Ordinal);
        Assert.EndsWith("</b>7</p>", outer, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_for_a_script_cannot_end_its_element()
    {
        var html = Html.Data("d", json => json.WriteStringValue("</script><script>alert(1)</script>")).ToString();
        Assert.Equal(1, html.Split("<script").Length - 1);
        Assert.Equal(1, html.Split("</script").Length - 1);
    }

    [Fact]
    public void Readings_become_ruby_in_HTML_and_vanish_in_plain_text_or_when_switched_off()
    {
        Assert.Equal("お<ruby>金<rp>(</rp><rt>かね</rt><rp>)</rp></ruby>と<ruby>家<rp>(</rp><rt>いえ</rt><rp>)</rp></ruby>", Words().Html("ruby").ToString());
        Assert.Equal("お金と家", Words()["ruby"]);
        Assert.Equal("お金と家", Words(ruby: false).Html("ruby").ToString());
    }

    [Fact]
    public void Numbers_come_from_the_directory_and_can_be_called()
    {
        Assert.Equal("""<a class="tel" href="tel:%237119">#7119</a> or <a class="tel" href="tel:119">119</a>""", Words().Html("call").ToString());
        Assert.Equal("#7119 or 119", Words()["call"]);
    }

    [Fact]
    public void What_stands_for_a_name_is_escaped()
    {
        Assert.Equal("by &lt;b&gt;", Words().Html("by", ("operator", "<b>")).ToString());
    }

    [Fact]
    public void An_unknown_language_gets_the_source_and_links_keep_a_known_one()
    {
        var texts = Texts();
        Assert.Equal("ja", texts.For("xx").Tag);
        Assert.Equal("/a", texts.For(null).Link("/a"));
        Assert.Equal("/a?lang=ja-simple", texts.For("JA-SIMPLE").Link("/a"));
        Assert.Equal("/a?lang=ja-simple&ruby=off", texts.For("ja-simple", ruby: false).Link("/a"));
        Assert.Equal("ja", texts.For("ja-simple").Lang);
    }

    [Fact]
    public void Words_that_nobody_wrote_are_named()
    {
        var error = Assert.Throws<KeyNotFoundException>(() => Words()["missing.key"]);
        Assert.Contains("missing.key", error.Message, StringComparison.Ordinal);
        Assert.Contains("pages.yaml", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_card_never_links_to_what_a_browser_runs()
    {
        var card = new BotCore.MessageCard
        {
            Kind = "line",
            Id = "x",
            Title = Attack,
            Actions = [new BotCore.CardAction(BotCore.ActionTypes.OpenUrl, "a", value: "javascript:alert(1)"), new BotCore.CardAction(BotCore.ActionTypes.Call, "b", value: "tel:119")],
        };
        var html = CardHtml.Of(card, "ja").ToString();
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.Contains("href=\"tel:119\"", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", true)]
    [InlineData("ko", true)]
    [InlineData("ja", false)]
    public void Japanese_in_pages_of_another_language_is_marked(string lang, bool marked)
    {
        var html = CardHtml.Of(new BotCore.MessageCard { Kind = "line", Id = "x", Title = "いのちの電話", Subtitle = "京都市" }, lang).ToString();
        Assert.Equal(marked, html.Contains("<h3><span lang=\"ja\">", StringComparison.Ordinal));
        Assert.Equal(marked, html.Contains("<p class=\"subtitle\"><span lang=\"ja\">", StringComparison.Ordinal));
    }

    private static PageWords Words(bool ruby = true) => Texts().For("ja-simple", ruby);

    private static PageTexts Texts()
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["ruby"] = "お金《かね》と家《いえ》",
            ["call"] = "{phone:pref-7119} or 119",
            ["by"] = "by {operator}",
        };
        return new PageTexts([KeyValuePair.Create<string, IReadOnlyDictionary<string, string>>("ja", words), KeyValuePair.Create<string, IReadOnlyDictionary<string, string>>("ja-simple", words)],
            id => id == "pref-7119" ? "#7119" : null);
    }
}
