using System.Text.Json.Nodes;
using Tsunagu.Tools;
using Tsunagu.Tools.Commands;

namespace Tsunagu.Channels.Line.Tests;

/// <summary>Putting an account in order, against the fake platform; and the menus that are in the repository.</summary>
public class SetupTests
{
    private static readonly Uri Address = new("https://tsunagu.example/");
    private static readonly string Manifests = Path.Combine(Fixtures.Root, "manifests", "line");

    [Fact]
    public async Task A_new_account_gets_webhook_menus_aliases_and_default_and_doing_it_again_changes_nothing()
    {
        await using var site = await EmptyAsync();
        var first = await RunAsync(site, dryRun: false);
        Assert.Equal(0, first.Code);
        Assert.Equal(["tsunagu-en", "tsunagu-ja", "tsunagu-ja-simple"], site.Platform.Aliases.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(site.Platform.Aliases["tsunagu-ja"], site.Platform.DefaultMenu);
        Assert.All(site.Platform.Menus.Values, m => Assert.InRange(m.ImageBytes, 1, 1024 * 1024));
        Assert.Contains("webhook: LINE reached it", first.Output, StringComparison.Ordinal);

        var before = site.Line.Calls.Count(c => c.Method != "GET");
        var second = await RunAsync(site, dryRun: false);
        Assert.Equal(0, second.Code);
        Assert.Equal(3, site.Platform.Menus.Count);
        // Only the test of the webhook is asked for again.
        Assert.Equal(before + 1, site.Line.Calls.Count(c => c.Method != "GET"));
        Assert.All(site.Platform.Refusals, r => Assert.Contains(" 404 ", r, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_changed_menu_replaces_the_old_one_without_a_gap()
    {
        await using var site = await EmptyAsync();
        await RunAsync(site, dryRun: false);
        var old = site.Platform.Aliases["tsunagu-ja"];
        await RunAsync(site, dryRun: false, menu => menu["chatBarText"] = "new");
        Assert.NotEqual(old, site.Platform.Aliases["tsunagu-ja"]);
        Assert.Equal(3, site.Platform.Menus.Count);
        Assert.Equal(site.Platform.Aliases["tsunagu-ja"], site.Platform.DefaultMenu);
    }

    [Fact]
    public async Task A_dry_run_changes_nothing()
    {
        await using var site = await EmptyAsync();
        var run = await RunAsync(site, dryRun: true);
        Assert.Equal(0, run.Code);
        Assert.Contains("not done", run.Output, StringComparison.Ordinal);
        Assert.All(site.Line.Calls, c => Assert.Equal("GET", c.Method));
    }

    [Fact]
    public async Task A_menu_whose_picture_did_not_arrive_is_mended_the_next_time()
    {
        await using var site = await EmptyAsync(o => o with { Retries = 1 });
        // Up to the first picture all goes well; the picture and taking the menu away again fail.
        site.Line.Fail([.. Enumerable.Repeat(Fault.None, 9), .. Enumerable.Repeat(Fault.ServerError, 4)]);
        Assert.Equal(1, (await RunAsync(site, dryRun: false)).Code);
        Assert.Equal(0, Assert.Single(site.Platform.Menus.Values).ImageBytes);
        var again = await RunAsync(site, dryRun: false);
        Assert.True(again.Code == 0, again.Output);
        Assert.Contains("menu tsunagu-ja: send its picture", again.Output, StringComparison.Ordinal);
        Assert.Equal(3, site.Platform.Menus.Count);
        Assert.Equal(site.Platform.Aliases["tsunagu-ja"], site.Platform.DefaultMenu);
    }

    [Fact]
    public async Task A_default_menu_that_LINE_refuses_is_told()
    {
        await using var site = await EmptyAsync(o => o with { Retries = 1 });
        await RunAsync(site, dryRun: false);
        var old = site.Platform.DefaultMenu;
        // A new picture of the first menu: all as before up to the default.
        var calls = site.Line.Calls.Count;
        await RunAsync(site, dryRun: false, menu => menu["chatBarText"] = "other");
        var before = site.Line.Calls.Skip(calls).TakeWhile(c => !(c.Method == "POST" && c.Path.StartsWith("/v2/bot/user/all/", StringComparison.Ordinal))).Count();
        site.Line.Fail([.. Enumerable.Repeat(Fault.None, before), Fault.ServerError, Fault.ServerError]);
        var run = await RunAsync(site, dryRun: false, menu => menu["chatBarText"] = "third");
        Assert.Equal(1, run.Code);
        Assert.Contains("default menu: LINE said 500", run.Output, StringComparison.Ordinal);
        Assert.NotEqual(old, site.Platform.DefaultMenu);
    }

    [Fact]
    public async Task A_refused_token_says_what_to_do()
    {
        await using var site = await EmptyAsync();
        site.Line.Platform = new FakePlatform(site.Options with { ChannelAccessToken = "another" }, site.Clock);
        var run = await RunAsync(site, dryRun: false);
        Assert.Equal(1, run.Code);
        Assert.Contains("set Line:ChannelAccessToken", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_menus_in_the_repository_are_those_of_todays_words()
    {
        using var output = new StringWriter();
        Assert.True(LineCommand.Check(output, Sources.Find(Fixtures.Root, Fixtures.Root), Manifests) == 0, output.ToString());
    }

    private static async Task<LineSite> EmptyAsync(Func<LineOptions, LineOptions>? change = null)
    {
        var site = await LineSite.StartAsync(change);
        site.Line.Platform = new FakePlatform(site.Options, site.Clock);
        return site;
    }

    private static async Task<(int Code, string Output)> RunAsync(LineSite site, bool dryRun, Action<JsonObject>? change = null)
    {
        await using var output = new StringWriter();
        var client = (LineClient)site.Services.GetService(typeof(LineClient))!;
        var menus = RichMenus.Locales.Select(l =>
        {
            var menu = RichMenus.Build(l, site.Options.Words[l], new Uri(Address, "windows"));
            change?.Invoke(menu);
            return (RichMenus.AliasOf(l), menu, File.ReadAllBytes(Path.Combine(Manifests, RichMenus.AliasOf(l) + ".png")));
        }).ToList();
        var code = await new LineSetup(client, output, dryRun).RunAsync(Address, menus);
        return (code, output.ToString());
    }
}
