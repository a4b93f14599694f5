using Havel.Fhir.Packages;
using Xunit;

namespace Havel.Fhir.Tests.Packages;

public sealed class VersionOrderTests
{
    [Theory]
    [InlineData(null, "1.0")]
    [InlineData("1.0", "1.0.0")]
    [InlineData("1.9.0", "1.10.0")]
    [InlineData("1.0.0-ballot", "1.0.0")]
    [InlineData("1.0.0-ballot", "1.0.0-snapshot")]
    [InlineData("1.0.0-rc2", "1.0.0-rc10")]
    [InlineData("1.0.0", "1.0.1-alpha")]
    [InlineData("2018-08-12", "2019-01-01")]
    [InlineData("2018-08-12", "2018-10-01")]
    [InlineData("4.0.1", "2025.0.1")]
    [InlineData("1.02", "1.3")]
    public void The_first_is_the_older(string? older, string newer)
    {
        Assert.True(VersionOrder.Compare(older, newer) < 0);
        Assert.True(VersionOrder.Compare(newer, older) > 0);
        Assert.Equal(0, VersionOrder.Compare(newer, newer));
    }

    [Fact]
    public void The_order_is_an_order()
    {
        string?[] versions =
        [
            null, "", "1", "1.0", "1.0.0", "1.0.0-a", "1.0.0-b", "1.0.0.1", "1-0", "a", "b.1", "2018-08-12", "x",
            "1.x", "01", "1.0.0-a.1", "-", ".", "1..2", "R4", "4.0.1",
        ];
        foreach (var a in versions)
        {
            foreach (var b in versions)
            {
                Assert.Equal(
                    Math.Sign(VersionOrder.Compare(a, b)), -Math.Sign(VersionOrder.Compare(b, a)));
                foreach (var c in versions)
                {
                    if (VersionOrder.Compare(a, b) <= 0 && VersionOrder.Compare(b, c) <= 0)
                        Assert.True(VersionOrder.Compare(a, c) <= 0, $"{a} {b} {c}");
                }
            }
        }
    }

    [Theory]
    [InlineData("1.5.x", "1.5.4", true)]
    [InlineData("1.5.x", "1.5", true)]
    [InlineData("1.5.x", "1.50.4", false)]
    [InlineData("1.x", "1.5.4", true)]
    [InlineData("1.5", "1.5.4", true)]
    [InlineData("1.5", "1.50", false)]
    [InlineData("1.5.4", "1.5", false)]
    [InlineData("1.5.4", "1.5.4", true)]
    [InlineData("*", "7", true)]
    [InlineData("1.5", null, false)]
    public void A_wish_admits_what_begins_alike(string wish, string? version, bool admits) =>
        Assert.Equal(admits, VersionOrder.Admits(wish, version));
}
