using Havel.Fhir.Terminology;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.Filters;

public sealed class FilterTests
{
    [Theory]
    [InlineData("concept", "is-a", "mammal", "mammal,dog,cat,mammoth")]
    [InlineData("concept", "descendent-of", "mammal", "dog,cat,mammoth")]
    [InlineData("concept", "is-not-a", "mammal", "animal,bird,hen")]
    [InlineData("concept", "generalizes", "hen", "animal,bird,hen")]
    [InlineData("concept", "child-of", "animal", "mammal,bird")]
    [InlineData("concept", "descendent-leaf", "animal", "dog,cat,mammoth,hen")]
    [InlineData("concept", "in", "dog, hen", "dog,hen")]
    [InlineData("concept", "not-in", "dog,hen", "animal,mammal,cat,mammoth,bird")]
    [InlineData("concept", "=", "cat", "cat")]
    [InlineData("code", "regex", "m.*", "mammal,mammoth")]
    [InlineData("code", "regex", "amm", "")]
    [InlineData("display", "regex", ".*h.*", "mammoth,hen")]
    [InlineData("legs", "=", "4", "dog,cat")]
    [InlineData("legs", "in", "2,3", "hen")]
    [InlineData("legs", "not-in", "4", "animal,mammal,mammoth,bird,hen")]
    [InlineData("legs", "exists", "true", "dog,cat,hen")]
    [InlineData("legs", "exists", "false", "animal,mammal,mammoth,bird")]
    [InlineData("legs", "regex", "[23]", "hen")]
    [InlineData("parent", "=", "bird", "hen")]
    [InlineData("parent", "exists", "false", "animal")]
    [InlineData("child", "exists", "false", "dog,cat,mammoth,hen")]
    [InlineData("child", "=", "hen", "bird")]
    [InlineData("ancestor", "=", "bird", "hen")]
    [InlineData("inactive", "=", "true", "mammoth")]
    [InlineData("notSelectable", "=", "true", "animal")]
    public void A_filter_lets_through_what_the_specification_says(
        string property, string operation, string value, string expected)
    {
        var engine = Shelf.Engine(Shelf.AnimalSystem, Shelf.Filtered("set", property, operation, value));

        Assert.Equal(expected, engine.Codes("set"));
        foreach (var code in (string[])["animal", "mammal", "dog", "cat", "mammoth", "bird", "hen"])
        {
            Assert.Equal(
                expected.Split(',').Contains(code),
                engine.Check("http://example.org/set", Shelf.Animals, code).IsMember);
        }
    }

    [Theory]
    [InlineData("concept", "is-a", "nothing", "does not have")]
    [InlineData("concept", "sounds-like", "dog", "not known here")]
    [InlineData("wings", "=", "2", "not known here")]
    [InlineData("code", "regex", "a(b", "cannot be read")]
    [InlineData("code", "regex", "(?=a)b", "linear time")]
    public void A_filter_that_is_not_understood_is_told_and_never_guessed(
        string property, string operation, string value, string message)
    {
        var engine = Shelf.Engine(Shelf.AnimalSystem, Shelf.Filtered("set", property, operation, value));

        Assert.Contains(message, engine.Codes("set"), StringComparison.Ordinal);
        Assert.Equal(
            CodeVerdict.Undecidable,
            engine.Check("http://example.org/set", Shelf.Animals, "dog").Verdict);
    }

    [Fact]
    public void Several_filters_must_all_hold()
    {
        var engine = Shelf.Engine(Shelf.AnimalSystem, Shelf.Set("set", """
            "include":[{"system":"http://example.org/animals","filter":[
             {"property":"concept","op":"is-a","value":"mammal"},{"property":"legs","op":"=","value":"4"}]}]
            """));

        Assert.Equal("dog,cat", engine.Codes("set"));
    }
}
