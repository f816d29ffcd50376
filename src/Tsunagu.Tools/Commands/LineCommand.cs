using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Tsunagu.Channels.Line;
using Tsunagu.Handbooks.Content;
using Tsunagu.Host;

namespace Tsunagu.Tools.Commands;

/// <summary><c>line</c>: puts the LINE account in order, and draws the rich menus.</summary>
public static class LineCommand
{
    /// <summary>Stands for the public address in the menus that are in the repository; <c>setup</c> puts the real one in.</summary>
    public static readonly Uri SiteOfManifests = new("https://site.example/");

    private static readonly JsonSerializerOptions Writing = new() { WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), NewLine = "\n" };

    /// <summary>The command with its parts.</summary>
    /// <param name="sources">Where the content lies.</param>
    /// <param name="manifests">The folder <c>manifests/line</c>.</param>
    public static Command Create(Sources sources, string manifests)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Says what would be done, and does nothing" };
        var setup = new Command("setup", "Checks token, quota and webhook of the LINE account and brings its rich menus up to date.") { dryRun };
        setup.SetAction((parsed, ct) => SetupAsync(Console.Out, Console.Error, sources, manifests, Configuration(manifests), parsed.GetValue(dryRun), ct));
        var write = new Option<bool>("--write") { Description = "Writes manifests/line" };
        var menus = new Command("menus", "Draws the rich menus; without --write says whether manifests/line is today's.") { write };
        menus.SetAction(parsed => parsed.GetValue(write) ? Write(Console.Out, sources, manifests) : Check(Console.Out, sources, manifests));
        return new Command("line", "The LINE account.") { setup, menus };
    }

    /// <summary>Brings the account in order.</summary>
    /// <param name="output">Is told what was done.</param>
    /// <param name="errors">Is told what is wrong with the settings.</param>
    /// <param name="sources">Where the content lies.</param>
    /// <param name="manifests">The folder <c>manifests/line</c>.</param>
    /// <param name="configuration">The settings.</param>
    /// <param name="dryRun">True to do nothing.</param>
    /// <param name="ct">Ends the work.</param>
    /// <returns>0 when all is in order, else 1.</returns>
    public static async Task<int> SetupAsync(TextWriter output, TextWriter errors, Sources sources, string manifests, IConfiguration configuration, bool dryRun, CancellationToken ct)
    {
        LineOptions? options;
        try
        {
            options = LineSettings.Read(configuration, development: false).Options;
        }
        catch (SettingsException e)
        {
            await errors.WriteLineAsync(e.Message);
            return 1;
        }

        if (options is null)
        {
            await errors.WriteLineAsync("Line:ChannelSecret and Line:ChannelAccessToken are empty: set them as Line__ChannelSecret and Line__ChannelAccessToken (LINE Developers Console).");
            return 1;
        }

        List<(string, JsonObject, byte[])> menus = [];
        foreach (var (alias, menu) in Menus(sources, options.WebChat))
        {
            var picture = Path.Combine(manifests, alias + ".png");
            if (!File.Exists(picture))
            {
                await errors.WriteLineAsync($"{picture} is missing: draw it with 'tsunagu line menus --write'.");
                return 1;
            }

            menus.Add((alias, menu, await File.ReadAllBytesAsync(picture, ct)));
        }

        var services = new ServiceCollection().AddSingleton(TimeProvider.System);
        services.AddLineClient(_ => options);
        await using var provider = services.BuildServiceProvider();
        return await new LineSetup(provider.GetRequiredService<LineClient>(), output, dryRun).RunAsync(options.WebChat, menus, ct);
    }

    /// <summary>Writes menus and pictures.</summary>
    /// <param name="output">Is told which.</param>
    /// <param name="sources">Where the content lies.</param>
    /// <param name="manifests">The folder.</param>
    /// <returns>0.</returns>
    public static int Write(TextWriter output, Sources sources, string manifests)
    {
        System.IO.Directory.CreateDirectory(manifests);
        foreach (var (alias, menu) in Menus(sources, SiteOfManifests))
        {
            File.WriteAllText(Path.Combine(manifests, alias + ".json"), Text(menu));
            File.WriteAllBytes(Path.Combine(manifests, alias + ".png"), MenuPainter.Draw([.. menu["areas"]!.AsArray().Select(a => a!["action"]!["label"]!.GetValue<string>())]));
            output.WriteLine($"{alias}: written");
        }

        return 0;
    }

    /// <summary>Says whether the menus in the repository are those of today's words; pictures are only looked for, because fonts differ.</summary>
    /// <param name="output">Is told which are not.</param>
    /// <param name="sources">Where the content lies.</param>
    /// <param name="manifests">The folder.</param>
    /// <returns>1 when one differs.</returns>
    public static int Check(TextWriter output, Sources sources, string manifests)
    {
        var wrong = 0;
        foreach (var (alias, menu) in Menus(sources, SiteOfManifests))
        {
            var file = Path.Combine(manifests, alias + ".json");
            if (File.Exists(file) && File.Exists(Path.ChangeExtension(file, ".png")) && string.Equals(File.ReadAllText(file), Text(menu), StringComparison.Ordinal))
                continue;
            output.WriteLine($"{file} is not today's: run 'tsunagu line menus --write'.");
            wrong = 1;
        }

        return wrong;
    }

    /// <summary>Settings as the service reads them: <c>appsettings.json</c> at the root, then the environment.</summary>
    /// <param name="manifests">The folder <c>manifests/line</c> below the root.</param>
    public static IConfiguration Configuration(string manifests) => new ConfigurationBuilder()
        .AddJsonFile(Path.GetFullPath(Path.Combine(manifests, "..", "..", "appsettings.json")), optional: true)
        .AddEnvironmentVariables()
        .Build();

    private static IEnumerable<(string Alias, JsonObject Menu)> Menus(Sources sources, Uri? site)
    {
        var words = LineComposition.WordsOf(HandbookLoader.Load(sources.Handbook, null).Texts);
        return RichMenus.Locales.Select(locale => (RichMenus.AliasOf(locale), RichMenus.Build(locale, words[locale], site is null ? null : new Uri(site, "windows"))));
    }

    private static string Text(JsonObject menu) => menu.ToJsonString(Writing) + "\n";
}
