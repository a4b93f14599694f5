using Havel.Fhir.Terminology.Displays;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Displays;

public sealed class LanguageWishTests
{
    [Theory]
    [InlineData("de", "de", false)]
    [InlineData("en;q=0.5, de", "de,en", false)]
    [InlineData("de,*", "de", false)]
    [InlineData("de, *;q=0", "de", true)]
    [InlineData("de;q=oops, fr", "fr", false)]
    [InlineData("de;q=0, fr", "fr", false)]
    [InlineData("", "", false)]
    public void The_languages_come_in_the_order_of_liking(string text, string ranges, bool isStrict)
    {
        var wish = LanguageWish.Parse(text);

        Assert.Equal(ranges, string.Join(',', wish.Ranges.Select(range => range.Tag)));
        Assert.Equal(isStrict, wish.IsStrict);
    }

    [Theory]
    [InlineData("de", "de", 3)]
    [InlineData("de", "DE", 3)]
    [InlineData("de", "de-CH", 2)]
    [InlineData("de-CH", "de", 1)]
    [InlineData("de", "den", 0)]
    [InlineData("de", null, 0)]
    public void A_variety_fits_less_than_the_language_itself(string range, string? language, int fit) =>
        Assert.Equal(fit, new LanguageRange(range, 1).Fit(language));
}
