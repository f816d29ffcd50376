using System.Text.Json;

namespace Tsunagu.Channels.WebChat;

/// <summary>The place of the chat, and what its script must know. Web Chat is loaded only when the person opens it.</summary>
internal static class ChatPage
{
    /// <summary>Languages that the talk has; pages exist in fewer.</summary>
    private static readonly string[] Languages = ["ja", "ja-simple", "en", "zh-hans", "ko", "vi"];

    public static PageContent Of(PageWords words, bool framed) => new()
    {
        Title = words["page.title.home"],
        Main = Html.Of($"""
            <div id="intro"><h1 class="visually-hidden">{words["chat.title"]}</h1><p id="status" role="status">{words["chat.loading"]}</p>
            <noscript><p><a class="button" href="{words.Link("/handbook")}">{words["chat.plain"]}</a></p></noscript></div>
            {Section(words, hidden: true)}
            """),
        Scripts = ["page.js"],
        Styles = ["page.css"],
        HoldsChat = true,
        Frameable = framed,
        Framing = false,
        BodyClass = framed ? "open framed" : "open",
    };

    /// <summary>The chat's frame: it is filled by the script.</summary>
    public static Html Section(PageWords words, bool hidden) => Html.Of($"""
        <section id="chat" aria-label="{words["chat.title"]}"{Html.When(hidden, () => Html.Of($" hidden"))}></section>
        {Html.Data("page-data", json => WriteData(json, words))}
        """);

    public static void WriteWords(Utf8JsonWriter json, PageWords words)
    {
        json.WriteStartObject();
        foreach (var (key, text) in words.WithPrefix("chat."))
            json.WriteString(key, text);
        json.WriteString("now", words["command.now"]);
        json.WriteString("name", words["page.name"]);
        json.WriteString("prototype", words["page.prototype"]);
        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, PageWords words)
    {
        json.WriteStartObject();
        json.WriteString("locale", words.Tag);
        json.WriteString("plain", words.Link("/handbook"));
        json.WriteStartObject("assets");
        foreach (var name in (string[])["chat.js", "webchat.js"])
            json.WriteString(name, WebAssets.Address(name));
        json.WriteEndObject();
        json.WriteStartObject("languages");
        foreach (var tag in Languages)
            json.WriteString(tag == "zh-hans" ? "zh-Hans" : tag, words["language.name." + tag]);
        json.WriteEndObject();
        json.WritePropertyName("words");
        WriteWords(json, words);
        json.WriteEndObject();
    }
}
