using Havel.Fhir.Nodes;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

/// <summary>Id and extensions of primitives, which JSON writes beside them.</summary>
public sealed class CompanionTests
{
    private const string Ext = "{\"extension\":[{\"url\":\"http://x\",\"valueCode\":\"c\"}]}";

    [Theory]
    [InlineData("\"birthDate\":\"1970\",\"_birthDate\":" + Ext)]
    [InlineData("\"_birthDate\":" + Ext + ",\"birthDate\":\"1970\"")]
    [InlineData("\"_birthDate\":" + Ext + ",\"active\":true,\"birthDate\":\"1970\"")]
    public void Extensions_of_a_primitive_are_its_children(string members)
    {
        var birthDate = Patient(members).Child("birthDate");

        Assert.True(birthDate.HasValue);
        Assert.Equal("1970", birthDate.Text());
        Assert.Equal("http://x", birthDate.Child("extension").TextOf("url"));
        Assert.Equal(1, Count(Patient(members).ChildrenOf("birthDate")));
    }

    [Fact]
    public void A_primitive_may_have_extensions_only()
    {
        var birthDate = Patient("\"_birthDate\":" + Ext).Child("birthDate");

        Assert.False(birthDate.HasValue);
        Assert.Equal("date", birthDate.Type.Name);
        Assert.Equal("c", birthDate.Child("extension").TextOf("value"));
    }

    [Theory]
    [InlineData("\"given\":[\"a\",null,\"c\"],\"_given\":[null," + Ext + ",null]")]
    [InlineData("\"_given\":[null," + Ext + ",null],\"given\":[\"a\",null,\"c\"]")]
    [InlineData("\"given\":[\"a\",null,\"c\"],\"family\":\"f\",\"_given\":[null," + Ext + ",null]")]
    public void Arrays_of_both_fit_by_position(string members)
    {
        var name = Patient("\"name\":[{" + members + "}]").Child("name");
        var given = new List<Node>();
        foreach (var item in name.ChildrenOf("given"))
            given.Add(item);

        Assert.Equal([true, false, true], given.Select(item => item.HasValue));
        Assert.Equal([false, true, false], given.Select(item => item.Child("extension").Exists));
        Assert.Equal("c", given[2].Text());
    }

    [Fact]
    public void An_array_of_extensions_alone_gives_nodes_without_values()
    {
        var name = Patient("\"name\":[{\"_given\":[null," + Ext + "," + Ext + "]}]").Child("name");

        Assert.Equal(2, Count(name.ChildrenOf("given")));
    }

    [Fact]
    public void An_extension_on_a_required_element_stands_for_its_value()
    {
        var json = "{\"resourceType\":\"Observation\",\"code\":{\"text\":\"x\"},\"_status\":" + Ext + "}";

        Assert.False(Parse.Valid(json).Root.Child("status").HasValue);
    }

    [Theory]
    [InlineData("\"given\":[\"a\",\"b\"],\"_given\":[" + Ext + "]", "Patient.name[0].given[1]", "fewer entries")]
    [InlineData("\"given\":[\"a\"],\"_given\":[null," + Ext + "]", "Patient.name[0].given[1]", "more entries")]
    [InlineData("\"given\":[\"a\",null]", "Patient.name[0].given[1]", "no extension beside it")]
    [InlineData("\"given\":[\"a\",null],\"_given\":[" + Ext + ",null]",
        "Patient.name[0].given[1]", "no extension beside it")]
    [InlineData("\"_given\":[null]", "Patient.name[0].given[0]", "nothing but null")]
    [InlineData("\"_given\":[]", "Patient.name[0].given", "array is empty")]
    [InlineData("\"_given\":" + Ext, "Patient.name[0].given", "Expected an array")]
    [InlineData("\"_family\":[" + Ext + "]", "Patient.name[0].family", "found an array")]
    [InlineData("\"_family\":\"x\"", "Patient.name[0].family", "found the string")]
    [InlineData("\"_family\":null", "Patient.name[0].family", "found null")]
    [InlineData("\"_family\":{}", "Patient.name[0].family", "object is empty")]
    [InlineData("\"_family\":{\"value\":\"x\"}", "Patient.name[0].family", "no property \"value\"")]
    [InlineData("\"_given\":[{\"extension\":[{\"valueCode\":\"c\"}]}]",
        "Patient.name[0].given[0].extension[0].url", "needs \"url\"")]
    [InlineData("\"_family\":" + Ext + ",\"_family\":" + Ext, "Patient.name[0].family", "twice")]
    public void Companions_that_do_not_fit_are_told(string members, string path, string message)
    {
        var issue = Parse.Fault("{\"resourceType\":\"Patient\",\"name\":[{" + members + "}]}");

        Assert.Equal(path, issue.Expression);
        Assert.Contains(message, issue.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_companion_of_another_type_of_the_choice_is_a_second_value()
    {
        var issue = Parse.Fault(
            "{\"resourceType\":\"Patient\",\"deceasedBoolean\":true,\"_deceasedDateTime\":" + Ext + "}");

        Assert.Contains("second value of deceased[x]", issue.Message, StringComparison.Ordinal);
    }

    private static Node Patient(string members) => Parse.Valid("{\"resourceType\":\"Patient\"," + members + "}").Root;

    private static int Count(NodeChildrenOf children)
    {
        var count = 0;
        foreach (var _ in children)
            count++;
        return count;
    }
}
