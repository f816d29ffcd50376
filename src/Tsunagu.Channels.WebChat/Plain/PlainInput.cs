using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.WebChat;

/// <summary>Names of the fields of a page's form.</summary>
internal static class PlainFields
{
    /// <summary>The sealed state.</summary>
    public const string State = "state";

    /// <summary>The token that sends the choice.</summary>
    public const string Submit = "submit";

    /// <summary>Ids of chosen options.</summary>
    public const string Choice = "choice";

    /// <summary>Typed words.</summary>
    public const string Text = "text";

    /// <summary>Which button: <see cref="Answer"/>, or the token of a command.</summary>
    public const string Do = "do";

    /// <summary>What makes a step besides typed words.</summary>
    public static readonly string[] Step = [State, Submit, Choice, Do];

    /// <summary>Value of <see cref="Do"/>: show the present question once more.</summary>
    public const string Again = "again";

    /// <summary>Value of <see cref="Do"/>: the answer as it was chosen or typed.</summary>
    public const string Answer = "answer";
}

/// <summary>What a person did on a page, as activities of the engine.</summary>
/// <param name="Activity">What they did.</param>
/// <param name="Words">Words that were typed beside a choice; they are looked through for danger, and the choice counts.</param>
internal sealed record PlainInput(Activity Activity, Activity? Words)
{
    private const int MaxText = 2000;

    /// <summary>Reads a form; nothing in it can be wrong, at most it chooses nothing.</summary>
    /// <param name="form">The form as it came.</param>
    public static PlainInput Read(IFormCollection form)
    {
        var what = form[PlainFields.Do].ToString();
        if (ButtonToken.TryParse(what, out var command))
            return new PlainInput(Message(value: command.Format()), null);
        var text = form[PlainFields.Text].ToString().Trim();
        var words = text.Length > 0 ? Message(text: text.Length > MaxText ? text[..MaxText] : text) : null;
        var choices = form[PlainFields.Choice];
        if (choices.Count == 0 && words is not null)
            return new PlainInput(words, null);
        var value = new JsonObject
        {
            ["token"] = form[PlainFields.Submit].ToString(),
            ["choices"] = new JsonArray([.. choices.Select(id => (JsonNode?)id)]),
        };
        return new PlainInput(Message(value: value), words);
    }

    private static Activity Message(string? text = null, object? value = null) =>
        new(ActivityTypes.Message) { Text = text, Value = value, From = new ChannelAccount("person", role: RoleTypes.User) };

    /// <inheritdoc/>
    public override string ToString() => nameof(PlainInput); // typed words stay out of logs
}
