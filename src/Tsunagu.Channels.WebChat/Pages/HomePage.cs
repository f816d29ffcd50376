using System.Globalization;

namespace Tsunagu.Channels.WebChat;

/// <summary>The page <c>/</c>: one clear start, who answers at this moment, what is kept.</summary>
internal static class HomePage
{
    public static PageContent Of(PageWords words, IPageData data, PageShell shell)
    {
        var open = data.OpenNow(words.Tag);
        var main = Html.Of($"""
            <div id="intro">
            <h1>{words.Html("home.heading")}</h1>
            <p class="lead">{words.Html("home.lead")}</p>
            <p><a class="button" id="start" href="{words.Link("/handbook")}" role="button">{words.Html("home.start")}</a></p>
            <p id="status" role="status"></p>
            <p><a class="button quiet" href="{words.Link("/handbook")}">{words.Html("home.plain")}</a></p>
            <div class="points">{words.List("home.points")}</div>
            <section class="notice" aria-labelledby="danger">
            <h2 id="danger">{words.Html("home.danger.title")}</h2>
            {words.Paragraphs("home.danger")}
            <div class="lines">{Html.Join(data.EmergencyLines(words.Tag).Select(card => CardHtml.Of(card, words.Lang)))}</div>
            </section>
            <section aria-labelledby="open">
            <h2 id="open">{words.Html("home.open.title")}</h2>
            <p>{(open.Count > 0 ? words.Html("home.open.count", ("at", open.At), ("count", open.Count.ToString(CultureInfo.InvariantCulture))) : words.Html("home.open.none"))}</p>
            <div class="lines calm">{Html.Join(open.Cards.Select(card => CardHtml.Of(card, words.Lang)))}</div>
            <p><a href="{words.Link("/windows")}">{words.Html("home.open.all")}</a></p>
            </section>
            <section aria-labelledby="kept">
            <h2 id="kept">{words.Html("home.kept.title")}</h2>
            {words.Paragraphs("home.kept")}
            <p><a href="{words.Link("/privacy")}">{words.Html("home.kept.link")}</a></p>
            </section>
            </div>
            {ChatPage.Section(words, shell)}
            """);
        return new PageContent { Title = words["page.title.home"], Main = main, Scripts = ["page.js"], Styles = ["page.css"], HoldsChat = true, BodyClass = "home" };
    }
}
