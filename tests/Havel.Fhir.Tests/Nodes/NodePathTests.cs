using System.Text;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Nodes;

public sealed class NodePathTests
{
    [Fact]
    public void A_path_leads_from_the_root_to_the_node()
    {
        var json = """
            {"resourceType":"Patient","name":[{"given":["A","B"],"_given":[null,{"extension":[{"url":"http://x.org/e",
            "valueCode":"c"}]}]},{"family":"F"}],"deceasedBoolean":true,
            "contained":[{"resourceType":"Basic","code":{"text":"t"}}]}
            """;
        var patient = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json)).Table!.Root;
        Assert.Equal("Patient", NodePath.Of(patient));
        var names = patient.ChildrenOf("name").GetEnumerator();
        names.MoveNext();
        var given = Last(names.Current, "given");
        Assert.Equal("Patient.name[0].given[1]", NodePath.Of(given));
        Assert.Equal(
            "Patient.name[0].given[1].extension[0].value", NodePath.Of(given.Child("extension").Child("value")));
        names.MoveNext();
        Assert.Equal("Patient.name[1].family", NodePath.Of(names.Current.Child("family")));
        Assert.Equal("Patient.deceased", NodePath.Of(patient.Child("deceased")));
        var text = patient.Child("contained").Child("code").Child("text");
        Assert.Equal("Patient.contained[0].code.text", NodePath.Of(text));
        Assert.Equal("", NodePath.Of(default));
    }

    private static Node Last(Node parent, string name)
    {
        Node last = default;
        foreach (var child in parent.ChildrenOf(name))
            last = child;
        return last;
    }
}
