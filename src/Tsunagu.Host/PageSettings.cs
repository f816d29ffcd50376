namespace Tsunagu.Host;

/// <summary>Reads and checks the settings of the pages.</summary>
internal static class PageSettings
{
    public static string ReadExitUrl(IConfiguration configuration)
    {
        const string key = "Site:ExitUrl";
        var text = configuration[key]?.Trim() ?? "";
        return text.Length == 0 || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http")
            ? text
            : throw new SettingsException($"{key} is '{text}', which is no address: write a harmless page such as https://www.jma.go.jp/, or leave it empty.");
    }
}
