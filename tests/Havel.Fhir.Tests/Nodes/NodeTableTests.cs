using Havel.Fhir.Nodes;
using Havel.Fhir.Tests.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Nodes;

public sealed class NodeTableTests
{
    [Fact]
    public void A_detached_entry_is_what_a_parse_of_its_bytes_gives()
    {
        var bundle = Parse.Valid("""
            {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":{
             "resourceType":"Patient",
             "name":[{"given":["a",null],"_given":[null,{"id":"y"}]}],"_birthDate":{"id":"b"},"birthDate":"1970"}}]}
            """);

        var resource = bundle.Root.Child("entry").Child("resource");
        var detached = NodeTable.Detach(resource);
        var parsed = Parse.Valid(System.Text.Encoding.UTF8.GetString(resource.RawValue));

        Assert.Equal(Dump.Of(parsed), Dump.Of(detached));
        Assert.Equal(parsed.Count, detached.Count);
        Assert.Null(detached.Root.Property);
        Assert.Equal("y", LastGiven(detached).TextOf("id"));
    }

    private static Node LastGiven(NodeTable table)
    {
        var last = default(Node);
        foreach (var given in table.Root.Child("name").ChildrenOf("given"))
            last = given;
        return last;
    }
}
