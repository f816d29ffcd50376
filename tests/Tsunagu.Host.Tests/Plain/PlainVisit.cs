using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Tsunagu.Host.Tests.Plain;

/// <summary>A page that came, read as a browser without script reads it: everything that is sent comes out of its forms.</summary>
internal sealed class PlainVisit
{
    private readonly HttpClient _client;

    private PlainVisit(HttpClient client, HttpResponseMessage response, string html)
    {
        _client = client;
        Response = response;
        Html = html;
        Page = new HtmlParser().ParseDocument(html);
    }

    public HttpResponseMessage Response { get; }

    public string Html { get; }

    public IHtmlDocument Page { get; }

    public int Status => (int)Response.StatusCode;

    public IHtmlFormElement Form => (IHtmlFormElement)(Page.QuerySelector("form.talk") ?? throw new InvalidOperationException("The page asks nothing:\n" + Page.Body?.TextContent));

    /// <summary>Id of the question that the page asks; null when it asks none.</summary>
    public string? Asked => Page.QuerySelector("form.talk")?.GetAttribute("data-question");

    public string Kind => Form.GetAttribute("data-kind")!;

    public string[] Options => [.. Form.QuerySelectorAll("input[name=choice]").Select(i => i.GetAttribute("value")!)];

    /// <summary>Ids of what was said above the question.</summary>
    public string[] Said => [.. Page.QuerySelectorAll("section.said").Select(s => s.GetAttribute("data-message")!)];

    public string Text => Page.QuerySelector("main")!.TextContent;

    /// <summary>Ids and states of the cards of one kind, in order.</summary>
    public string[] Cards(string kind) => [.. Page.QuerySelectorAll($"article.card.{kind}").Select(c => $"{c.GetAttribute("data-id")} {c.GetAttribute("data-state")}")];

    public static async Task<PlainVisit> OfAsync(HttpClient client, HttpRequestMessage request)
    {
        using (request)
        {
            var response = await client.SendAsync(request);
            return new PlainVisit(client, response, await response.Content.ReadAsStringAsync());
        }
    }

    /// <summary>Chooses and presses "next".</summary>
    public Task<PlainVisit> ChooseAsync(params string[] ids)
    {
        foreach (var id in ids)
            Assert.Contains(id, Options);
        return PostAsync(ids.Select(id => KeyValuePair.Create("choice", id)).Append(KeyValuePair.Create("do", "answer")));
    }

    /// <summary>Types and presses "next".</summary>
    public Task<PlainVisit> TypeAsync(string text, params string[] ids) =>
        PostAsync(ids.Select(id => KeyValuePair.Create("choice", id)).Append(KeyValuePair.Create("text", text)).Append(KeyValuePair.Create("do", "answer")));

    /// <summary>Presses the button of a command, wherever on the page it stands.</summary>
    public Task<PlainVisit> PressAsync(string command) => PressAsync($"button[data-command='{command}']", command);

    /// <summary>Presses an answer that is a button.</summary>
    public Task<PlainVisit> PressOptionAsync(string option) => PressAsync($"button[data-option='{option}']", option);

    /// <summary>Presses the button of a language in the page's head.</summary>
    public Task<PlainVisit> SwitchAsync(string lang) => PressAsync($"nav.languages button[value*='a={lang};']", lang);

    /// <summary>Follows the switch of readings in the page's foot: a link, or a form where a link would lose what is on the page.</summary>
    public Task<PlainVisit> ReadingsAsync() => Page.QuerySelector(".readings") switch
    {
        IHtmlFormElement form => SendAsync(form, [], null),
        { } link => OfAsync(_client, new HttpRequestMessage(HttpMethod.Get, link.QuerySelector("a")!.GetAttribute("href"))),
        null => throw new InvalidOperationException("The page has no switch of readings."),
    };

    /// <summary>Answers whatever is asked, in the form that it is asked in.</summary>
    public async Task<PlainVisit> AnswerAsync(params string[] ids)
    {
        if (ids.Length == 0)
            return await PressAsync("skip");
        return Form.QuerySelector("button[data-option]") is null ? await ChooseAsync(ids) : await PressOptionAsync(ids[0]);
    }

    /// <summary>Posts the page's form with these fields besides its hidden ones.</summary>
    public Task<PlainVisit> PostAsync(IEnumerable<KeyValuePair<string, string>> fields, string? state = null) => SendAsync(Form, fields, state);

    private Task<PlainVisit> PressAsync(string selector, string name)
    {
        var button = Page.QuerySelector(selector) ?? throw new InvalidOperationException($"There is no button '{name}' on the page that asks '{Asked}'.");
        var form = (IHtmlFormElement)button.Closest("form")!;
        return SendAsync(form, [KeyValuePair.Create("do", button.GetAttribute("value")!)], null);
    }

    private Task<PlainVisit> SendAsync(IHtmlFormElement form, IEnumerable<KeyValuePair<string, string>> fields, string? state)
    {
        Assert.Equal("post", form.GetAttribute("method"));
        var hidden = form.QuerySelectorAll("input[type=hidden]").Select(i => KeyValuePair.Create(i.GetAttribute("name")!,
            i.GetAttribute("name") == "state" && state is not null ? state : i.GetAttribute("value")!));
        var content = new FormUrlEncodedContent(hidden.Concat(fields));
        return OfAsync(_client, new HttpRequestMessage(HttpMethod.Post, form.GetAttribute("action")) { Content = content });
    }
}
