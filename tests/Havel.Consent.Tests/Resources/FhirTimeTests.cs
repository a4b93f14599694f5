using Havel.Consent.Resources;
using Xunit;

namespace Havel.Consent.Tests.Resources;

public sealed class FhirTimeTests
{
    [Theory]
    [InlineData("2026", "2025-12-31T23:00:00.000Z", "2026-12-31T22:59:59.999Z")]
    [InlineData("2026-02", "2026-01-31T23:00:00.000Z", "2026-02-28T22:59:59.999Z")]
    [InlineData("2026-07-01", "2026-06-30T22:00:00.000Z", "2026-07-01T21:59:59.999Z")]
    [InlineData("2026-03-01T10:00:00Z", "2026-03-01T10:00:00.000Z", "2026-03-01T10:00:00.999Z")]
    [InlineData("2026-03-01T10:00:00.25+01:00", "2026-03-01T09:00:00.250Z", "2026-03-01T09:00:00.250Z")]
    public void A_date_without_a_time_is_a_day_in_Berlin(string text, string low, string high)
    {
        var range = FhirTime.Read(text);
        Assert.Equal(new DateRange(Milliseconds(low), Milliseconds(high)), range);
    }

    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-10-26", 24)]
    [InlineData("1995-09-24", 25)]
    [InlineData("1996-10-27", 25)]
    public void The_days_on_which_clocks_change_are_shorter_or_longer(string day, int hours)
    {
        var range = FhirTime.Read(day)!.Value;
        Assert.Equal(TimeSpan.FromHours(hours).TotalMilliseconds, range.High + 1 - range.Low);
    }

    [Theory]
    [InlineData("2026-13")]
    [InlineData("yesterday")]
    [InlineData("2026-01-01T25:00:00Z")]
    [InlineData("9999-12-31")]
    public void What_is_no_date_has_no_range(string text) => Assert.Null(FhirTime.Read(text));

    [Fact]
    public void A_clinical_date_of_whole_days_is_read_in_the_same_zone_as_a_rule()
    {
        var utcDay = new DateRange(Milliseconds("2026-07-01T00:00:00Z"), Milliseconds("2026-07-01T23:59:59.999Z"));
        Assert.Equal(FhirTime.Read("2026-07-01"), DeploymentZone.Localise(utcDay));
    }

    [Fact]
    public void A_clinical_date_with_a_time_stays_as_it_is()
    {
        var instant = new DateRange(Milliseconds("2026-07-01T00:00:00Z"), Milliseconds("2026-07-01T00:00:00.999Z"));
        Assert.Equal(instant, DeploymentZone.Localise(instant));
    }

    private static long Milliseconds(string instant) => DateTimeOffset.Parse(instant).ToUnixTimeMilliseconds();
}
