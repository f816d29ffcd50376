namespace Tsunagu.Directory.Api;

/// <summary>
/// Words for people on the directory's pages and in its answers. They live in <c>dialogs/handbook/locales</c>; inside the host the handbook's
/// texts are asked, alone the copies that were built in (<see cref="BuiltInWords"/>).
/// </summary>
public interface IDirectoryWords
{
    /// <summary>Id and version of the handbook whose answers may ask for recommendations, such as <c>1.0.0</c>.</summary>
    string HandbookVersion { get; }

    /// <summary>The handbook's worries by id; empty where the handbook is not there.</summary>
    IReadOnlyDictionary<string, WorryName> Worries { get; }

    /// <summary>Codes of the needs, in the handbook's order.</summary>
    IReadOnlyList<string> Needs { get; }

    /// <summary>The message of a key, else the key in brackets so that a test can see it.</summary>
    /// <param name="locale">A tag such as <c>ja-simple</c>; where the language lacks the text, its fallbacks are asked.</param>
    /// <param name="key">For example <c>directory.title</c>.</param>
    /// <param name="args">Values for <c>{name}</c> in the text.</param>
    string Say(string locale, string key, params ReadOnlySpan<(string Name, string Value)> args);

    /// <summary>The name of a need or a support target, else the code itself.</summary>
    /// <param name="locale">A tag.</param>
    /// <param name="kind"><c>needs</c> or <c>targets</c>.</param>
    /// <param name="code">The code.</param>
    string Name(string locale, string kind, string code);
}

/// <summary>A worry (お悩み) of the handbook.</summary>
/// <param name="Name">Its Japanese words.</param>
/// <param name="Needs">Codes of the needs that it leads to.</param>
public sealed record WorryName(string Name, IReadOnlyList<string> Needs);
