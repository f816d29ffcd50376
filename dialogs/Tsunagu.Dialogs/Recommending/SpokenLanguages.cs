using Tsunagu.Directory;
using Tsunagu.Handbooks;

namespace Tsunagu.Dialogs;

/// <summary>The talk's language among those that windows speak. Japanese is no wish: every window speaks it.</summary>
internal static class SpokenLanguages
{
    /// <summary>Whether a window's language, such as <c>zh</c>, is that of this locale, such as <c>zh-Hans</c>; never for Japanese.</summary>
    public static bool IsOf(Locale locale, string spoken) => !locale.IsJapanese && locale.Tag.StartsWith(spoken, StringComparison.Ordinal);

    /// <summary>Whether somebody at the window may need an interpreter, as far as its languages are known.</summary>
    public static bool NeedsInterpreter(Locale locale, Service service) => !locale.IsJapanese && service.Languages.Count > 0 && !service.Languages.Any(l => IsOf(locale, l));
}
