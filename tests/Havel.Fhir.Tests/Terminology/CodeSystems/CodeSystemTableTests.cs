using Havel.Fhir.Terminology;
using Xunit;

namespace Havel.Fhir.Tests.Terminology.CodeSystems;

public sealed class CodeSystemTableTests
{
    [Theory]
    [InlineData("animal", "dog", true)]
    [InlineData("mammal", "dog", true)]
    [InlineData("dog", "dog", true)]
    [InlineData("bird", "dog", false)]
    [InlineData("dog", "mammal", false)]
    [InlineData("cat", "dog", false)]
    public void What_is_nested_stands_below(string general, string special, bool expected) =>
        Assert.Equal(expected, Shelf.Engine(Shelf.AnimalSystem).Subsumes(Shelf.Animals, general, special));

    [Theory]
    [InlineData("parent", "\"b\"", "\"a\"")]
    [InlineData("subsumedBy", "\"b\"", "\"a\"")]
    public void Properties_name_parents_too(string property, string child, string parent)
    {
        var engine = Shelf.Engine(Shelf.System($$"""
            "concept":[{"code":"a"},{"code":"x"},
             {"code":{{child}},"property":[{"code":"{{property}}","valueCode":{{parent}}},
              {"code":"{{property}}","valueCode":"x"}],"concept":[{"code":"c"}]}]
            """));

        Assert.True(engine.Subsumes(Shelf.Animals, "a", "c"));
        Assert.True(engine.Subsumes(Shelf.Animals, "x", "c"));
        Assert.Equal(
            ["a", "b", "c"], engine.Closure(Shelf.Animals, "a", isBelow: true, 10).Codes.Select(code => code.Code));
        Assert.Equal(
            ["a", "b", "c", "x"],
            engine.Closure(Shelf.Animals, "c", isBelow: false, 10).Codes.Select(code => code.Code).Order());
    }

    [Fact]
    public void A_property_can_name_the_children()
    {
        var engine = Shelf.Engine(Shelf.System("""
            "concept":[{"code":"a","property":[{"code":"child","valueCode":"b"}]},{"code":"b"}]
            """));

        Assert.True(engine.Subsumes(Shelf.Animals, "a", "b"));
    }

    [Fact]
    public void Concepts_that_stand_in_a_circle_are_endured()
    {
        var engine = Shelf.Engine(
            Shelf.System("""
                "concept":[{"code":"a","property":[{"code":"parent","valueCode":"c"}]},
                 {"code":"b","property":[{"code":"parent","valueCode":"a"}]},
                 {"code":"c","property":[{"code":"parent","valueCode":"b"}]},{"code":"d"}]
                """),
            Shelf.Filtered("circle", "concept", "is-a", "a"));

        Assert.True(engine.Subsumes(Shelf.Animals, "a", "c"));
        Assert.False(engine.Subsumes(Shelf.Animals, "a", "d"));
        Assert.Equal("a,b,c", engine.Codes("circle"));
    }

    [Fact]
    public void Where_case_makes_no_difference_every_writing_is_found()
    {
        var engine = Shelf.Engine(Shelf.System("\"caseSensitive\":false,\"concept\":[{\"code\":\"Dog\"}]"));

        Assert.True(engine.CheckCode(Shelf.Animals, "dOG").IsMember);
        Assert.False(Shelf.Engine(Shelf.AnimalSystem).CheckCode(Shelf.Animals, "DOG").IsMember);
    }

    [Fact]
    public void A_code_that_comes_twice_is_the_first_of_both()
    {
        var engine = Shelf.Engine(Shelf.System("""
            "concept":[{"code":"a","display":"First"},{"code":"a","display":"Second"}]
            """));

        Assert.Equal("First", engine.CheckCode(Shelf.Animals, "a", display: "Third").Display);
    }

    [Fact]
    public void What_has_the_wrong_form_costs_no_more_than_itself()
    {
        var engine = Shelf.Engine(Shelf.System("""
            "property":"none","concept":[{"code":7},{"code":"a","display":9,"designation":[{"value":false}],
             "property":[{"code":"x"},{"valueCode":"y"}]},null]
            """));

        Assert.True(engine.CheckCode(Shelf.Animals, "a").IsMember);
    }
}
