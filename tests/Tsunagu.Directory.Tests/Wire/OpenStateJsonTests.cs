using System.Text.Json;

namespace Tsunagu.Directory.Tests;

public sealed class OpenStateJsonTests
{
    private const string Weekdays = "Mon-Fri 09:00-17:00; PH off";

    [Theory]
    [InlineData(Weekdays, "2026-11-25T13:00:00+09:00", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData(Weekdays, "2026-11-25T04:00:00Z", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData(Weekdays, "2026-11-25T13:00+09:00", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData(Weekdays, "2026-11-24T23:00:00-05:00", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData(Weekdays, "2026-11-25T18:30:15.5+09:00", """{"state":"closed","until":null,"opens":"2026-11-26T09:00:00+09:00"}""")]
    [InlineData(Weekdays, "2027-01-05T10:00:00+09:00", """{"state":"unknown","until":null,"opens":null}""")]
    [InlineData(Weekdays, "2026-11-25T13:00:00+0900", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData(Weekdays, "20261125T130000+0900", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData(Weekdays, "2026-11-25T13:00:00.123456789+09:00", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData(Weekdays, "2026-11-25T13:00:00+09", """{"state":"open","until":"2026-11-25T17:00:00+09:00","opens":null}""")]
    [InlineData("24/7", "2030-01-01T00:00:00+09:00", """{"state":"open","until":null,"opens":null}""")]
    [InlineData("off", "2026-01-01T00:00:00+09:00", """{"state":"closed","until":null,"opens":null}""")]
    public void A_line_is_answered_with_the_state(string hours, string at, string expected) =>
        Assert.Equal(expected, OpenStateJson.Answer(JsonSerializer.Serialize(new { hours, at }), TestCalendar.Holidays));

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"hours":"24/7"}""")]
    [InlineData("""{"hours":"\ud800","at":"2026-01-01T00:00:00+09:00"}""")]
    [InlineData("""{"hours":"24/7","at":"2026-02-30T00:00:00+09:00"}""")]
    [InlineData("""{"hours":"24/7","at":"2026-01-01T25:00:00+09:00"}""")]
    [InlineData("""{"hours":7,"at":"2026-01-01T00:00:00+09:00"}""")]
    [InlineData("""{"hours":"24/7","at":"2026-01-01T00:00:00"}""")]
    [InlineData("""{"hours":"24/7","at":"2026-01-01"}""")]
    [InlineData("""{"hours":"24/7","at":"yesterday"}""")]
    [InlineData("""{"hours":"24/7","at":"9999-12-31T23:59:59+09:00"}""")]
    [InlineData("""{"hours":"whenever","at":"2026-01-01T00:00:00+09:00"}""")]
    public void A_malformed_line_gives_an_error_that_says_what_to_write(string line)
    {
        using var json = JsonDocument.Parse(OpenStateJson.Answer(line, TestCalendar.Holidays));
        Assert.NotEmpty(json.RootElement.GetProperty("error").GetString()!);
        Assert.False(json.RootElement.TryGetProperty("state", out _));
    }
}
