using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

public sealed class ResourceParserTests
{
    [Fact]
    public void Nodes_carry_the_types_that_the_definitions_give_them()
    {
        var root = Parse.Valid("""
            {"resourceType":"Observation","status":"final","code":{"coding":[{"code":"a"},{"code":"b"}]},
             "valueQuantity":{"value":1.50,"unit":"kg"}}
            """).Root;

        Assert.Equal("Observation", root.Type.Name);
        Assert.Equal("code", root.Child("status").Type.Name);
        Assert.Equal(["CodeableConcept"], Types(root.ChildrenOf("code")));
        Assert.Equal(["Coding", "Coding"], Types(root.Child("code").ChildrenOf("coding")));
        Assert.Equal("Quantity", root.Child("value").Type.Name);
        Assert.Equal("decimal", root.Child("value").Child("value").Type.Name);
    }

    [Fact]
    public void Decimals_keep_their_digits() =>
        Assert.Equal("1.50", Parse.Valid("""
            {"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":{"value":1.50}}
            """).Root.Child("value").TextOf("value"));

    [Theory]
    [InlineData("""{"resourceType":"Patient","active":true}""")]
    [InlineData("""{"active":true,"resourceType":"Patient"}""")]
    [InlineData("""{"name":[{"text":"resourceType"}],"active":true,"resourceType":"Patient"}""")]
    public void ResourceType_may_stand_anywhere(string json)
    {
        var root = Parse.Valid(json).Root;

        Assert.Equal("Patient", root.Type.Name);
        Assert.Equal("true", root.TextOf("active"));
    }

    [Fact]
    public void Contained_resources_and_entries_have_their_actual_type()
    {
        var root = Parse.Valid("""
            {"resourceType":"Bundle","type":"collection","entry":[{"resource":{"id":"p",
             "contained":[{"resourceType":"Organization","id":"o","name":"N"}],"resourceType":"Patient"}}]}
            """).Root;

        var patient = root.Child("entry").Child("resource");
        Assert.Equal("Patient", patient.Type.Name);
        Assert.Equal("Organization", patient.Child("contained").Type.Name);
    }

    [Fact]
    public void Escapes_are_resolved_in_texts_and_names()
    {
        var root = Parse.Valid("""
            {"resourceType":"Patient","n\u0061me":[{"family":"M\u00fcller \ud83d\ude00 \"\/\n"}]}
            """).Root;

        Assert.Equal("Müller 😀 \"/\n", root.Child("name").TextOf("family"));
    }

    [Fact]
    public void A_byte_order_mark_is_left_behind()
    {
        var result = Parse.Any("\uFEFF{\"resourceType\":\"Patient\"}");

        Assert.True(result.IsValid);
        Assert.Equal((byte)'{', result.Table.Utf8.Span[0]);
    }

    [Fact]
    public void A_borrowed_table_has_the_same_nodes()
    {
        var utf8 = """{"resourceType":"Patient","name":[{"given":["A","B"]}]}"""u8.ToArray();
        var parser = new ResourceParser(FhirDefinitions.R4);
        var owned = parser.Parse(utf8).Table!;
        var borrowed = parser.ParseBorrowed(utf8).Table!;

        Assert.Equal(Dump.Of(owned), Dump.Of(borrowed));
    }

    [Fact]
    public void An_observation_costs_less_than_three_kilobytes()
    {
        var utf8 = """
            {"resourceType":"Observation","id":"9f364735","status":"final","category":[{"coding":[{"system":"http://a",
             "code":"survey","display":"survey"}]}],"code":{"coding":[{"system":"http://loinc.org","code":"5089",
             "display":"Weight"}],"text":"Weight"},"subject":{"reference":"Patient/742fc10a"},
             "effectiveDateTime":"2016-09-13T06:53:25+00:00","issued":"2016-09-13T06:53:25.410+00:00",
             "valueQuantity":{"value":64.75,"unit":"kg","system":"http://unitsofmeasure.org","code":"kg"}}
            """u8.ToArray();
        var parser = new ResourceParser(FhirDefinitions.R4);
        parser.Parse(utf8);

        var before = GC.GetAllocatedBytesForCurrentThread();
        parser.Parse(utf8);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 3000);
    }

    [Fact]
    public void Compact_input_is_recognised()
    {
        Assert.True(Parse.Valid("  {\"resourceType\":\"Patient\",\"active\":true}\n").IsCompact);
        Assert.False(Parse.Valid("{\"resourceType\":\"Patient\", \"active\":true}").IsCompact);
        Assert.False(Parse.Valid("{\"resourceType\":\"Patient\",\"active\":true }").IsCompact);
    }

    private static List<string> Types(NodeChildrenOf children)
    {
        var names = new List<string>();
        foreach (var child in children)
            names.Add(child.Type.Name);
        return names;
    }
}
