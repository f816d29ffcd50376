namespace Tsunagu.Directory.Api;

/// <summary>Names of spoken languages.</summary>
internal static class LanguageNames
{
    /// <summary>The name, else the code: a sheet may name a language that nobody has put into words yet.</summary>
    internal static string Of(IDirectoryWords words, string locale, string code) =>
        words.Say(locale, "lang." + code) is var name && name.StartsWith('[') ? code : name;
}
