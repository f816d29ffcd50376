using Microsoft.AspNetCore.Http;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>
/// <c>/handbook</c>: the talk as plain pages. GET begins one, POST goes one step on and answers with the next page itself (200, no redirect: there is
/// no place on the server or in an address to put the state, ADR 0017). Loading an answer again runs the same step again, which is harmless.
/// </summary>
/// <param name="turns">Runs turns.</param>
/// <param name="forms">Seals and opens the state.</param>
/// <param name="windows">Tells more about windows.</param>
/// <param name="data">Lines for a page that cannot go on.</param>
/// <param name="shell">Draws what stands around the content.</param>
/// <param name="texts">The words.</param>
/// <param name="limits">How much one address may do.</param>
internal sealed class PlainEndpoints(IStatelessTurns turns, FormState forms, IWindowSheets windows, IPageData data, PageShell shell, PageTexts texts, RateLimits limits)
{
    public const string Path = "/handbook";

    private const string English = "en";

    /// <summary>The first page.</summary>
    public async Task BeginAsync(HttpContext context)
    {
        if (await RefusedAsync(context))
            return;
        var words = shell.WordsFor(context.Request);
        await ShowAsync(context, words, await turns.BeginAsync(words.Tag, context.RequestAborted));
    }

    /// <summary>One step on from the state in the form.</summary>
    public async Task StepAsync(HttpContext context)
    {
        if (await RefusedAsync(context) || await FormRequest.ReadAsync(context) is not { } form)
            return;
        if (forms.Open(form[PlainFields.State]) is not { } state)
        {
            await TooOldAsync(context);
            return;
        }

        var turn = await RunAsync(state, form, context.RequestAborted);
        // Nothing to say: the talk had not begun in this form.
        if (turn.Messages.Count == 0)
            turn = await turns.BeginAsync(shell.WordsFor(context.Request).Tag, context.RequestAborted);
        await ShowAsync(context, WordsOf(turn, shell.WordsFor(context.Request).Ruby), turn, form);
    }

    private async Task<StatelessTurn> RunAsync(byte[] state, IFormCollection form, CancellationToken ct)
    {
        if (form[PlainFields.Do] == PlainFields.Again)
            return await turns.RunAsync(state, new Activity(ActivityTypes.Event) { Name = "resume" }, ct);
        var input = PlainInput.Read(form);
        if (input.Words is not null)
        {
            // Words beside a choice are looked through for danger first. A turn leaves nothing behind, so one that found none is simply dropped.
            var looked = await turns.RunAsync(state, input.Words, ct);
            if (looked.Messages.Any(m => m.GetMessageData() is { Kind: MessageKinds.Safety, Question: not null }))
                return looked;
        }

        return await turns.RunAsync(state, input.Activity, ct);
    }

    /// <summary>The form is too old, or was changed: kind words, lines that answer now, and the first question.</summary>
    private async Task TooOldAsync(HttpContext context)
    {
        var words = shell.WordsFor(context.Request);
        var lines = words.Paragraphs("plain.too-old");
        var notice = Html.Of($"""
            <section class="said" data-message="too-old"><h1>{words.Html("plain.too-old.title")}</h1>{lines}
            {Html.Join(data.EmergencyLines(words.Tag).Select(card => CardHtml.Of(card, words.Lang)))}</section>
            """);
        await ShowAsync(context, words, await turns.BeginAsync(words.Tag, context.RequestAborted), notice: notice, status: StatusCodes.Status400BadRequest);
    }

    private Task ShowAsync(HttpContext context, PageWords words, StatelessTurn turn, IFormCollection? step = null, Html? notice = null, int status = StatusCodes.Status200OK)
    {
        if (turn.Erased)
            context.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        var page = new PlainPage(words, windows, texts.Tags).Draw(turn, turn.Erased ? "" : forms.Seal(turn.State), turn.Erased ? null : step, notice);
        return shell.WriteAsync(context, words, page, status);
    }

    // The talk has more languages than the pages' own words: there English stands around it, as in the talk itself.
    private PageWords WordsOf(StatelessTurn turn, bool ruby)
    {
        var tag = turn.Messages.Select(m => m.GetMessageData()?.Locale).OfType<string>().LastOrDefault();
        return texts.For(tag is null || texts.Tags.Contains(tag, StringComparer.OrdinalIgnoreCase) ? tag : English, ruby);
    }

    private async Task<bool> RefusedAsync(HttpContext context)
    {
        if (limits.RefusePage(context) is not { } refusal)
            return false;
        await refusal.ExecuteAsync(context);
        return true;
    }
}
