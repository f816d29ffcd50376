using Microsoft.Extensions.Configuration;

namespace Tsunagu.Host.Tests;

/// <summary><c>Handoff:*</c> and <c>Summary:*</c>: off by default, and each wrong value stops the start with one line that says how to mend it.</summary>
public sealed class StaffSettingsTests
{
    private const string Hours = "Mo-Fr 09:00-17:00; PH off";

    private static readonly SiteRoot Root = new(Path.GetTempPath(), IsCheckout: true);

    private static readonly (string, string)[] Right = [("Handoff:Line", "on"), ("Handoff:Hours", Hours), ("Handoff:Webhook", "http://127.0.0.1:1/staff")];

    [Fact]
    public void Both_are_off_by_default()
    {
        var settings = Read();
        Assert.Null(settings.Handoff);
        Assert.Null(settings.Summary.Ways);
    }

    [Fact]
    public void What_is_right_is_read()
    {
        var settings = Read([.. Right, ("Handoff:QuietMinutes", "30"), ("Handoff:Holidays", "2026-12-29/2027-01-03, 2027-05-06"), ("Handoff:TimeZone", "Asia/Tokyo"),
            ("Handoff:LineUrl", "https://lin.ee/kyoto"), ("Summary:Folder", "reports"), ("Summary:At", "07:45")]);
        Assert.Equal(TimeSpan.FromMinutes(30), settings.Handoff!.Options.QuietAfter);
        Assert.Contains("2027 May 06", settings.Handoff.Options.Hours.Text, StringComparison.Ordinal);
        Assert.Equal(new TimeOnly(7, 45), settings.Summary.At);
        Assert.Equal(Path.Combine(Path.GetTempPath(), "reports"), settings.Summary.Ways!.Folder);
    }

    [Fact]
    public void Mail_to_staff_goes_over_the_servers_of_the_mail_channel_without_switching_that_on()
    {
        var settings = Read([.. Right, ("Handoff:MailTo", "staff@example.jp"), ("Mail:Smtp:Host", "mail.example.jp"), ("Mail:Address", "soudan@example.jp")]);
        Assert.Null(settings.Mail);
        Assert.Equal(("mail.example.jp", 465, "tls"), (settings.Handoff!.Ways.Mail!.Smtp.Host, settings.Handoff.Ways.Mail.Smtp.Port, settings.Handoff.Ways.Mail.Smtp.Security));
    }

    public static TheoryData<string, string, string> Wrong() => new()
    {
        { "Handoff:Line", "maybe", "Handoff:Line is 'maybe': set on or off." },
        { "Line:FreeText", "off", "Handoff:Line is on while Line:FreeText is off: staff and citizens would write consultations on LINE's own service" },
        { "Handoff:Hours", "", "Handoff:Hours is empty although Handoff:Line is on" },
        { "Handoff:Hours", "Mo-Fr 09:00-17:00", "Handoff:Hours: \"Mo-Fr 09:00-17:00\" does not say what holds on public holidays" },
        { "Handoff:Hours", "Mo-Fr 09:00-12:00,11:00-17:00; PH off", "Handoff:Hours: \"Mo-Fr 09:00-12:00,11:00-17:00; PH off\" overlaps at 11:00" },
        { "Handoff:Hours", "nine to five", "Handoff:Hours: \"nine to five\":" },
        { "Handoff:TimeZone", "Europe/Berlin", "Handoff:TimeZone is 'Europe/Berlin': all hours here are Kyoto's." },
        { "Handoff:Holidays", "29 December", "Handoff:Holidays has '29 December': write a day as 2026-12-29" },
        { "Handoff:Holidays", "2027-01-03/2026-12-29", "Handoff:Holidays has '2027-01-03/2026-12-29'" },
        { "Handoff:QuietMinutes", "0", "Handoff:QuietMinutes is '0': set a whole number from 5 to 720." },
        { "Handoff:Webhook", "http://example.jp/", "Handoff:Webhook is not https" },
        { "Handoff:Webhook", "", "Handoff:Line is on, but nobody would be told: set Handoff:MailTo or Handoff:Webhook." },
        { "Handoff:LineUrl", "lin.ee", "Handoff:LineUrl is no address" },
        { "Handoff:MailTo", "staff@example.jp", "Mail:Smtp:Host is empty although Handoff:MailTo is set" },
        { "Summary:At", "8", "Summary:At is '8': write a time of day in Kyoto as 08:30." },
        { "Summary:KeepDays", "0", "Summary:KeepDays is '0'" },
        { "Summary:MailTo", "staff", "Mail:Smtp:Host is empty although Summary:MailTo is set" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_one_is_told_in_one_line(string key, string value, string told)
    {
        var error = Assert.Throws<SettingsException>(() => Read([.. Right.Where(s => s.Item1 != key), (key, value)]));
        Assert.StartsWith(told, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Without_LINE_nobody_can_be_handed_over() =>
        Assert.StartsWith("Handoff:Line is on, but LINE is switched off", Assert.Throws<SettingsException>(() => Read(Right, development: false)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_desk_that_the_directory_does_not_know_stops_the_start()
    {
        await using var host = await HostProcess.RunToEndAsync("Development", ["--urls=http://127.0.0.1:0", .. Right.Select(s => $"--{s.Item1}={s.Item2}"), "--Handoff:Desk=nowhere"]);
        Assert.Equal(1, host.ExitCode);
        Assert.StartsWith("Handoff:Desk is 'nowhere', which is no window of the directory", Assert.Single(host.Errors), StringComparison.Ordinal);
    }

    private static SiteSettings Read(params (string, string)[] values) => Read(values, development: true);

    private static SiteSettings Read((string Key, string Value)[] values, bool development) => SiteSettings.Read(
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create<string, string?>(v.Key, v.Value))).Build(), Root, development);
}
