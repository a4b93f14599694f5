using Havel.Consent.Callers;
using Xunit;

namespace Havel.Consent.Tests.Callers;

public sealed class PurposeTests
{
    [Theory]
    [InlineData("TREAT", "TREAT", true)]
    [InlineData("TREAT", "ETREAT", true)]
    [InlineData("TREAT", "BTG", true)]
    [InlineData("ETREAT", "TREAT", false)]
    [InlineData("HRESCH", "CLINTRCH", true)]
    [InlineData("HRESCH", "BIORCH", true)]
    [InlineData("HRESCH", "DSRCH", true)]
    [InlineData("HRESCH", "TREAT", false)]
    [InlineData("PurposeOfUse", "LABELING", true)]
    public void A_purpose_covers_itself_and_what_stands_below_it(string upper, string lower, bool covers) =>
        Assert.Equal(covers, Purpose.Find(upper)!.Covers(Purpose.Find(lower)!));

    [Theory]
    [InlineData("treat")]
    [InlineData("")]
    [InlineData(null)]
    public void What_v3_does_not_know_is_no_purpose(string? code) => Assert.Null(Purpose.Find(code));

    [Fact]
    public void Every_purpose_stands_below_the_root() =>
        Assert.All(Purpose.Known, purpose => Assert.True(Purpose.Find("PurposeOfUse")!.Covers(purpose)));
}
