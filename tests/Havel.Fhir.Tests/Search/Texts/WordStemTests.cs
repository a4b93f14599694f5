using FsCheck.Xunit;
using Havel.Fhir.Search.Texts;
using Xunit;

namespace Havel.Fhir.Tests.Search.Texts;

/// <summary>The first three are the published examples of CISTEM without regard to case. Source:
/// https://github.com/LeonieWeissweiler/CISTEM.</summary>
public sealed class WordStemTests
{
    [Theory]
    [InlineData("speicherbehaltern", "speicherbehal")]
    [InlineData("grenzpostens", "grenzpo")]
    [InlineData("ausgefeiltere", "ausgefeil")]
    [InlineData("zahlten", "zahl")]
    [InlineData("lebenden", "leb")]
    [InlineData("fesselspielen", "fesselspiel")]
    [InlineData("untersuchung", "untersuchung")]
    [InlineData("untersuchungen", "untersuchung")]
    [InlineData("patientinnen", "patientinn")]
    [InlineData("befund", "befu")]
    [InlineData("befunde", "befu")]
    [InlineData("befunden", "befu")]
    [InlineData("schmerzen", "schmerz")]
    [InlineData("wasser", "wass")]
    [InlineData("reports", "repor")]
    public void Endings_come_off(string word, string stem) => Assert.Equal(stem, WordStem.Of(word));

    [Theory]
    [InlineData("an")]
    [InlineData("ist")]
    [InlineData("der")]
    [InlineData("t4")]
    [InlineData("j05ar10")]
    [InlineData("2024")]
    [InlineData("")]
    public void Short_words_and_codes_stay(string word) => Assert.Equal(word, WordStem.Of(word));

    /// <summary>A query's word is a stem already where it is asked as an index has it.</summary>
    [Property(MaxTest = 2000)]
    public void A_stem_is_never_longer_and_begins_as_the_word_does(int seed)
    {
        var random = new Random(seed);
        var letters = "abcdeeimnnrsstt";
        var word = new string([.. Enumerable.Range(0, random.Next(1, 14))
            .Select(_ => letters[random.Next(letters.Length)])]);
        var stem = WordStem.Of(word);
        Assert.StartsWith(stem, word, StringComparison.Ordinal);
        Assert.True(stem.Length >= Math.Min(3, word.Length));
    }
}
