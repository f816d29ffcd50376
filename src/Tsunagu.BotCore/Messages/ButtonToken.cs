using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Tsunagu.BotCore;

/// <summary>
/// What a button sends: which talk, turn and handbook version it was shown in, and what it stands for.
/// One string of the form <c>t={talk};n={turn};q={question};o={option};v={version}</c> (an answer),
/// <c>t=…;n=…;c={command};v=…</c> (a command) or <c>t=…;n=…;q=…;s=1;v=…</c> (the end of a choice of several),
/// at most <see cref="MaxLength"/> characters, as LINE's postback data allows. An old button is recognised by its talk and turn.
/// </summary>
public sealed record ButtonToken
{
    /// <summary>The longest token: LINE allows 300 characters of postback data.</summary>
    public const int MaxLength = 300;

    /// <summary>
    /// The talk of a command that stands outside every talk, such as in a menu that is always there: it does the same whenever it is tapped and
    /// is never stale. The ids of real talks are random and longer.
    /// </summary>
    public const string MenuTalk = "menu";

    /// <summary>The token of a command in such a menu.</summary>
    /// <param name="command">The command, such as <c>restart</c>.</param>
    /// <param name="argument">What it is about; null = nothing.</param>
    public static string OfMenu(string command, string? argument = null) => new ButtonToken { Talk = MenuTalk, Turn = 0, Command = command, Argument = argument }.Format();

    /// <summary>Id of the talk.</summary>
    public required string Talk { get; init; }

    /// <summary>Number of the turn in the talk.</summary>
    public required int Turn { get; init; }

    /// <summary>The question that it answers; null for a command outside any question.</summary>
    public string? QuestionId { get; init; }

    /// <summary>The chosen option.</summary>
    public string? OptionId { get; init; }

    /// <summary>The command, such as <c>back</c>.</summary>
    public string? Command { get; init; }

    /// <summary>What the command is about, such as the question to edit or the locale to switch to.</summary>
    public string? Argument { get; init; }

    /// <summary>True for the button that ends a choice of several.</summary>
    public bool Submit { get; init; }

    /// <summary>Version of the handbook that the button was made from.</summary>
    public string? HandbookVersion { get; init; }

    /// <summary>The token as one string.</summary>
    /// <exception cref="ArgumentException">A part holds <c>;</c> or <c>=</c>, or the whole is longer than <see cref="MaxLength"/>.</exception>
    public string Format()
    {
        var text = new StringBuilder(96);
        Append(text, 't', Talk);
        Append(text, 'n', Turn.ToString(CultureInfo.InvariantCulture));
        Append(text, 'q', QuestionId);
        Append(text, 'o', OptionId);
        Append(text, 'c', Command);
        Append(text, 'a', Argument);
        if (Submit)
            Append(text, 's', "1");
        Append(text, 'v', HandbookVersion);
        if (text.Length > MaxLength)
            throw new ArgumentException($"Button token of {text.Length} characters: LINE takes {MaxLength}. Shorten the ids of question '{QuestionId}' and option '{OptionId}'.");
        return text.ToString();
    }

    /// <inheritdoc/>
    public override string ToString() => Format();

    /// <summary>Reads a token. Anything that is not wholly a token, from start to end, is none: typed text never becomes one by accident.</summary>
    /// <param name="text">What a client sent.</param>
    /// <param name="token">The token; null when the text is none.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out ButtonToken? token)
    {
        token = null;
        if (text is null || text.Length > MaxLength || !text.StartsWith("t=", StringComparison.Ordinal))
            return false;
        var values = new Dictionary<char, string>();
        foreach (var part in text.Split(';'))
        {
            if (part.Length < 3 || part[1] != '=' || !"tnqocasv".Contains(part[0], StringComparison.Ordinal)
                || part.IndexOf('=', 2) >= 0 || !values.TryAdd(part[0], part[2..]))
                return false;
        }

        if (!values.TryGetValue('t', out var talk) || !values.TryGetValue('n', out var number)
            || !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var turn))
            return false;
        token = new ButtonToken
        {
            Talk = talk,
            Turn = turn,
            QuestionId = values.GetValueOrDefault('q'),
            OptionId = values.GetValueOrDefault('o'),
            Command = values.GetValueOrDefault('c'),
            Argument = values.GetValueOrDefault('a'),
            Submit = values.ContainsKey('s'),
            HandbookVersion = values.GetValueOrDefault('v'),
        };
        return token.OptionId is not null || token.Command is not null || token.Submit;
    }

    private static void Append(StringBuilder text, char key, string? value)
    {
        if (string.IsNullOrEmpty(value))
            return;
        if (value.AsSpan().IndexOfAny(";=") >= 0)
            throw new ArgumentException($"Button token part '{key}' is '{value}': ';' and '=' are the token's own signs. Use another id.");
        if (text.Length > 0)
            text.Append(';');
        text.Append(key).Append('=').Append(value);
    }
}
