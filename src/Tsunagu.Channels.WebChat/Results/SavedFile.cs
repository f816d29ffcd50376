namespace Tsunagu.Channels.WebChat;

/// <summary>A page as a file that needs nothing else: no script, no picture, no address of this site.</summary>
internal static class SavedFile
{
    /// <summary>The file.</summary>
    /// <param name="words">Words of the page.</param>
    /// <param name="content">What it holds.</param>
    public static Html Of(PageWords words, Html content) => Html.Of($$"""
        <!doctype html>
        <html lang="{{words.Lang}}">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <title>{{words["results.title"]}}</title>
        <style>
        body { max-width: 42rem; margin: 0 auto; padding: 1rem; font: 1.125rem/1.7 sans-serif; overflow-wrap: anywhere; }
        h1, h2, h3 { line-height: 1.4; }
        .card { margin: 0 0 1rem; padding: 1rem; border: 1px solid; border-radius: 8px; break-inside: avoid; }
        .card h3 { margin-top: .5rem; }
        .state { font-weight: bold; }
        dt { font-weight: bold; } dd { margin: 0 0 .5rem; }
        a { color: inherit; }
        </style>
        </head>
        <body>
        <main>
        {{content}}
        </main>
        </body>
        </html>
        """);
}
