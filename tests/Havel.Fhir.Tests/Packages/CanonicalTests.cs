using Havel.Fhir.Packages;
using Xunit;

namespace Havel.Fhir.Tests.Packages;

public sealed class CanonicalTests
{
    [Theory]
    [InlineData("http://x.org/vs", "http://x.org/vs", null, null)]
    [InlineData("http://x.org/vs|1.0", "http://x.org/vs", "1.0", null)]
    [InlineData("http://x.org/vs|1.0#part", "http://x.org/vs", "1.0", "part")]
    [InlineData("http://x.org/vs#part", "http://x.org/vs", null, "part")]
    [InlineData("#part", "", null, "part")]
    [InlineData("http://x.org/vs|", "http://x.org/vs", null, null)]
    [InlineData("http://x.org/vs#", "http://x.org/vs", null, null)]
    [InlineData("", "", null, null)]
    public void A_canonical_is_taken_apart(string text, string url, string? version, string? fragment) =>
        Assert.Equal(new Canonical(url, version, fragment), Canonical.Parse(text));

    [Theory]
    [InlineData("http://x.org/vs")]
    [InlineData("http://x.org/vs|1.0#part")]
    public void Its_text_is_the_canonical_again(string text) => Assert.Equal(text, Canonical.Parse(text).ToString());
}
