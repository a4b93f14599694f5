using FsCheck.Xunit;
using Havel.Fhir.Search;
using Xunit;

namespace Havel.Fhir.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Müller", "muller")]
    [InlineData("MU\u0308LLER", "muller")]
    [InlineData("Straße", "strasse")]
    [InlineData("STRAẞE", "strasse")]
    [InlineData("  Anna \t Lena ", "anna lena")]
    [InlineData("Łódź Ærø Œuvre", "lodz aero oeuvre")]
    [InlineData("Nguyễn Đức", "nguyen duc")]
    [InlineData("ÉCOLE", "ecole")]
    [InlineData("Йод", "иод")]
    [InlineData("", "")]
    [InlineData("o'brien-smith 1", "o'brien-smith 1")]
    public void A_text_is_folded(string text, string expected) => Assert.Equal(expected, SearchText.Normalise(text));

    [Property(MaxTest = 2000)]
    public void Folding_twice_changes_nothing(string? text)
    {
        var once = SearchText.Normalise(text ?? string.Empty);
        Assert.Equal(once, SearchText.Normalise(once));
    }

    [Property(MaxTest = 2000)]
    public void A_letter_of_any_script_folds_once_and_for_all(char letter)
    {
        var once = SearchText.Normalise(letter.ToString());
        Assert.Equal(once, SearchText.Normalise(once));
        Assert.Equal(once, SearchText.Normalise(letter.ToString().ToLowerInvariant()));
    }

    [Fact]
    public void A_long_text_keeps_its_beginning()
    {
        var folded = SearchText.Normalise(new string('ß', 2 * Limits.IndexedText));
        Assert.Equal(Limits.IndexedText, folded.Length);
    }
}
