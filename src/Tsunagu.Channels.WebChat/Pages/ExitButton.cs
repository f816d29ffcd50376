namespace Tsunagu.Channels.WebChat;

/// <summary>What pages of other parts of the site need to offer leaving at once: a form <c>form[data-exit]</c> and the script.</summary>
/// <param name="Action">Where the form posts to without script.</param>
/// <param name="Url">Where leaving leads: the form's <c>data-exit</c>.</param>
/// <param name="Script">Address of the script.</param>
public sealed record ExitButton(string Action, string Url, string Script)
{
    /// <summary>The button of the site.</summary>
    /// <param name="options">Where leaving leads.</param>
    public static ExitButton Of(WebChatOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new ExitButton(SiteExit.Path, SiteExit.UrlOf(options), WebAssets.Address("exit.js"));
    }
}
