using Havel.Fhir.Profiles;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Snapshots;

public sealed class SlicingTests
{
    private const string ByPattern = """
        {"path":"Patient.identifier",
         "slicing":{"discriminator":[{"type":"pattern","path":"$this"}],"rules":"closed"}}
        """;

    [Fact]
    public void A_slice_begins_as_the_unsliced_element_but_need_not_be_there()
    {
        var result = Profile.Generate(Profile.Of("Patient", """
            {"id":"Patient.identifier","path":"Patient.identifier","min":1,
             "slicing":{"discriminator":[{"type":"pattern","path":"$this"}],"rules":"open"}},
            {"id":"Patient.identifier.value","path":"Patient.identifier.value","min":1},
            {"id":"Patient.identifier:kv","path":"Patient.identifier","sliceName":"kv","max":"1"},
            {"id":"Patient.identifier:kv.system","path":"Patient.identifier.system","fixedUri":"http://kv"}
            """));

        Assert.Empty(result.Issues);
        Assert.Equal(0, result.At("Patient.identifier:kv").Min);
        Assert.Equal(1, result.At("Patient.identifier:kv").Max);
        Assert.Null(result.At("Patient.identifier:kv").Slicing);
        Assert.Equal(1, result.At("Patient.identifier:kv.value").Min);
        Assert.Equal("http://kv", result.At("Patient.identifier:kv.system").Fixed.Text());
        Assert.False(result.At("Patient.identifier.system").Fixed.Exists);
        Assert.Equal("Patient.identifier.system", result.At("Patient.identifier:kv.system").Path);
    }

    [Fact]
    public void A_reslice_begins_as_the_slice_it_divides_and_stands_behind_it()
    {
        var result = Profile.Generate(Profile.Of("Patient", ByPattern + """
            ,{"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","max":"3",
              "slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"open"}},
            {"id":"Patient.identifier:b","path":"Patient.identifier","sliceName":"b"},
            {"id":"Patient.identifier:a/x","path":"Patient.identifier","sliceName":"a/x","min":1}
            """));

        var slices = result.Elements.Where(element => element.SliceName is not null).Select(element => element.Id);
        Assert.Equal(["Patient.identifier:a", "Patient.identifier:a/x", "Patient.identifier:b"], slices);
        Assert.Equal(3, result.At("Patient.identifier:a/x").Max);
        Assert.Null(result.At("Patient.identifier:a/x").Slicing);
    }

    [Theory]
    [InlineData("""{"id":"Observation.valueQuantity","path":"Observation.valueQuantity","min":1}""")]
    [InlineData("""
        {"id":"Observation.value[x]:valueQuantity","path":"Observation.valueQuantity",
         "sliceName":"valueQuantity","min":1}
        """)]
    [InlineData("""
        {"id":"Observation.value[x]:valueQuantity","path":"Observation.value[x]","sliceName":"valueQuantity","min":1}
        """)]
    [InlineData("""{"path":"Observation.valueQuantity","sliceName":"valueQuantity","min":1}""")]
    public void A_choice_is_sliced_by_its_types_in_every_way_of_writing(string element)
    {
        var result = Profile.Generate(Profile.Of("Observation", element));

        Assert.Empty(result.Issues);
        var slice = result.At("Observation.value[x]:valueQuantity");
        Assert.Equal("Observation.value[x]", slice.Path);
        Assert.Equal("Quantity", Assert.Single(slice.Types).Code);
        Assert.Equal(DiscriminatorKind.Type,
            Assert.Single(result.At("Observation.value[x]").Slicing!.Discriminators).Kind);
    }

    [Fact]
    public void A_type_that_must_be_there_leaves_no_room_for_others()
    {
        var result = Profile.Generate(Profile.Of("Observation", """
            {"id":"Observation.value[x]:valueQuantity","path":"Observation.value[x]",
             "sliceName":"valueQuantity","min":1}
            """));

        Assert.Equal("Quantity", Assert.Single(result.At("Observation.value[x]").Types).Code);
        Assert.Equal(SlicingRules.Closed, result.At("Observation.value[x]").Slicing!.Rules);
    }

    [Fact]
    public void Extensions_are_sliced_by_url_and_take_their_profile_along()
    {
        var extension = Profile.Of("Extension", """
            {"path":"Extension","max":"1"},{"path":"Extension.url","fixedUri":"http://x.test/e"},
            {"path":"Extension.value[x]","min":1,"type":[{"code":"Coding"}]}
            """, "http://x.test/e");
        var result = Profile.Generate(Profile.Of("Patient", """
            {"id":"Patient.extension:e","path":"Patient.extension","sliceName":"e",
             "type":[{"code":"Extension","profile":["http://x.test/e"]}]},
            {"id":"Patient.extension:e.value[x].system","path":"Patient.extension.value[x].system","min":1}
            """), extension);

        Assert.Empty(result.Issues);
        Assert.Equal("url", Assert.Single(result.At("Patient.extension").Slicing!.Discriminators).Path);
        Assert.Equal(1, result.At("Patient.extension:e").Max);
        Assert.Equal("Coding", Assert.Single(result.At("Patient.extension:e.value[x]").Types).Code);
        Assert.Equal(1, result.At("Patient.extension:e.value[x].system").Min);
        Assert.Equal("http://x.test/e", result.At("Patient.extension:e.url").Fixed.Text());
    }

    [Fact]
    public void A_slice_that_nothing_tells_apart_is_remarked_upon()
    {
        var result = Profile.Generate(Profile.Of("Patient",
            """{"id":"Patient.name:official","path":"Patient.name","sliceName":"official"}"""));

        Assert.False(Assert.Single(result.Issues).IsError);
        Assert.Empty(result.At("Patient.name").Slicing!.Discriminators);
    }

    [Fact]
    public void A_slice_of_the_base_is_narrowed_further()
    {
        var parent = Profile.Of("Patient", ByPattern + """
            ,{"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","max":"3"}
            """, "http://x.test/parent");
        var child = Profile.Of("Patient",
            """{"id":"Patient.identifier:a","path":"Patient.identifier","sliceName":"a","max":"2"}""",
            parent: parent.Url);

        var result = Profile.Generate(child, parent);

        Assert.Empty(result.Issues);
        Assert.Equal(2, result.At("Patient.identifier:a").Max);
        Assert.Equal(SlicingRules.Closed, result.At("Patient.identifier").Slicing!.Rules);
    }
}
