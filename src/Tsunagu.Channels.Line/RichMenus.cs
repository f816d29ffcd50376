using System.Text.Json.Nodes;
using Tsunagu.BotCore;

namespace Tsunagu.Channels.Line;

/// <summary>
/// The rich menus (https://developers.line.biz/en/docs/messaging-api/using-rich-menus/): one a language, known by an alias that
/// <c>tsunagu line setup</c> moves to the newest. The two that matter most are the upper left and the upper middle.
/// </summary>
public static class RichMenus
{
    /// <summary>Width of a menu in pixels.</summary>
    public const int Width = 2500;

    /// <summary>Height of a menu in pixels.</summary>
    public const int Height = 1686;

    // Two-column rows cannot show six; three wide ones leave room for letters of low vision.
    private const int Columns = 3, Rows = 2;

    private static readonly (string Key, string? Command)[] Areas =
        [("menu.start", "continue"), ("menu.now", "now"), ("menu.restart", "restart"), ("menu.language", "language"), ("menu.windows", null), ("menu.help", "help")];

    /// <summary>Languages that have a menu of their own; the first is everybody's default.</summary>
    public static IReadOnlyList<string> Locales { get; } = ["ja", "ja-simple", "en"];

    /// <summary>The alias of a language's menu; other languages use the English one.</summary>
    /// <param name="locale">Tag of the locale.</param>
    public static string AliasOf(string locale) => "tsunagu-" + (Locales.Contains(locale, StringComparer.Ordinal) ? locale : "en");

    /// <summary>The place of an area in pixels.</summary>
    /// <param name="index">Which area, from 0, in reading order.</param>
    public static (int X, int Y, int Width, int Height) BoundsOf(int index)
    {
        var (column, row) = (index % Columns, index / Columns);
        var (left, right) = (Width * column / Columns, Width * (column + 1) / Columns);
        var (top, bottom) = (Height * row / Rows, Height * (row + 1) / Rows);
        return (left, top, right - left, bottom - top);
    }

    /// <summary>The menu object as the Messaging API takes it; each area has a label, which is spoken.</summary>
    /// <param name="locale">Tag of the locale.</param>
    /// <param name="words">The locale's words.</param>
    /// <param name="windows">Address of the public list of windows; null = help stands in its place.</param>
    public static JsonObject Build(string locale, IReadOnlyDictionary<string, string> words, Uri? windows)
    {
        ArgumentNullException.ThrowIfNull(words);
        var areas = new JsonArray();
        for (var i = 0; i < Areas.Length; i++)
        {
            var (key, command) = Areas[i];
            var label = words[key];
            var (x, y, width, height) = BoundsOf(i);
            JsonObject? action = command is null && windows is not null
                ? new JsonObject { ["type"] = "uri", ["label"] = label, ["uri"] = windows.AbsoluteUri }
                : LineActions.Postback(label, LineLimits.Label, ButtonToken.OfMenu(command ?? "help"), label);
            areas.Add((JsonNode)new JsonObject
            {
                ["bounds"] = new JsonObject { ["x"] = x, ["y"] = y, ["width"] = width, ["height"] = height },
                ["action"] = action,
            });
        }

        return new JsonObject
        {
            ["size"] = new JsonObject { ["width"] = Width, ["height"] = Height },
            ["selected"] = true,
            ["name"] = AliasOf(locale),
            ["chatBarText"] = words["menu.bar"],
            ["areas"] = areas,
        };
    }
}
