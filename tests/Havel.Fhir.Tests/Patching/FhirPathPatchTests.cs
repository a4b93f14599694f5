using System.Text;
using Havel.Fhir.Parsing;
using Havel.Fhir.Patching;
using Xunit;

namespace Havel.Fhir.Tests.Patching;

/// <summary>FHIRPath Patch. Source: https://hl7.org/fhir/R4/fhirpatch.html.</summary>
public sealed class FhirPathPatchTests
{
    private const string Head = """{"resourceType":"Patient","id":"p",""";

    private const string Born = Head + "\"birthDate\":\"1970-01-01\",";

    private const string Name = "\"name\":[{\"family\":\"Novák\",\"given\":[\"Eva\",\"Maria\"]}]";

    private const string Eva = Born + Name + "}";

    [Fact]
    public void A_primitive_is_replaced() => Gives(
        Head + "\"birthDate\":\"1971\"," + Name + "}",
        Operation("replace", "Patient.birthDate", """{"name":"value","valueDate":"1971"}"""));

    [Fact]
    public void An_element_is_added_and_a_list_grows() => Gives(
        Born[..^1] + ""","name":[{"family":"Novák","given":["Eva","Maria","Jana"]}],"active":true}""",
        Operation("add", "Patient", """{"name":"name","valueString":"active"},{"name":"value","valueBoolean":true}"""),
        Operation("add", "Patient.name", """{"name":"name","valueString":"given"},{"name":"value", """ +
        """ "valueString":"Jana"}"""));

    [Fact]
    public void What_may_be_there_once_is_not_added_twice() => Fails("is there already", Operation(
        "add", "Patient", """{"name":"name","valueString":"birthDate"},{"name":"value","valueDate":"1971"}"""));

    [Fact]
    public void A_data_type_is_added_as_a_whole() => Gives(
        Born + Name + ""","identifier":[{"system":"urn:x","value":"7"}]}""",
        Operation(
            "add", "Patient",
            """{"name":"name","valueString":"identifier"},{"name":"value","valueIdentifier":{"system":"urn:x", """ +
            """ "value":"7"}}"""));

    [Fact]
    public void An_element_without_a_type_name_is_given_in_parts() => Gives(
        Born + Name + ""","contact":[{"name":{"text":"a name"},"gender":"male"}]}""",
        Operation(
            "add", "Patient",
            """{"name":"name","valueString":"contact"},{"name":"value","part":[{"name":"name", """ +
            """ "valueHumanName":{"text":"a name"}},{"name":"gender","valueCode":"male"}]}"""));

    [Fact]
    public void A_choice_takes_the_type_of_its_value() => Gives(
        Born + Name + ""","deceasedDateTime":"2020"}""",
        Operation("add", "Patient", """{"name":"name","valueString":"deceased"},{"name":"value", """ +
        """ "valueBoolean":true}"""),
        Operation("replace", "Patient.deceased", """{"name":"value","valueDateTime":"2020"}"""));

    [Fact]
    public void Items_are_inserted_deleted_and_moved() => Gives(
        Born[..^1] + ""","name":[{"family":"Novák","given":["Jana","Maria"]}]}""",
        Operation(
            "insert", "Patient.name[0].given",
            """{"name":"index","valueInteger":1},{"name":"value","valueString":"Jana"}"""),
        Operation("delete", "Patient.name.given[0]"),
        Operation("insert", "Patient.name.given", """{"name":"index","valueInteger":2},{"name":"value", """ +
        """ "valueString":"X"}"""),
        Operation(
            "move", "Patient.name.given",
            """{"name":"source","valueInteger":2},{"name":"destination","valueInteger":0}"""),
        Operation("delete", "Patient.name.given.where($this = 'X')"));

    [Fact]
    public void Extensions_of_a_primitive_are_reached() => Gives(
        Born + Name + ""","_birthDate":{"extension":[{"url":"urn:b","valueString":"c"},{"url":"urn:a", """ +
        """ "valueString":"b"}]}}""",
        Operation(
            "add", "Patient.birthDate",
            """{"name":"name","valueString":"extension"},{"name":"value","part":[{"name":"url", """ +
            """ "valueUri":"urn:a"},{"name":"value","valueString":"b"}]}"""),
        Operation(
            "insert", "Patient.birthDate.extension",
            """{"name":"index","valueInteger":0},{"name":"value","part":[{"name":"url","valueUri":"urn:b"},""" +
            """{"name":"value","valueString":"c"}]}"""));

    [Fact]
    public void The_second_of_two_given_names_keeps_its_own_extension() => Gives(
        Born[..^1] + ""","name":[{"family":"Novák","given":["Maria"],"_given":[{"extension":[{"url":"urn:a", """ +
        """ "valueString":"b"}]}]}]}""",
        Operation(
            "add", "Patient.name.given[1]",
            """{"name":"name","valueString":"extension"},{"name":"value","part":[{"name":"url", """ +
            """ "valueUri":"urn:a"},{"name":"value","valueString":"b"}]}"""),
        Operation("delete", "Patient.name.given[0]"));

    [Fact]
    public void What_is_not_there_is_deleted_already() => Gives(Eva, Operation("delete", "Patient.photo"));

    [Fact]
    public void A_list_that_is_empty_takes_its_first_item() => Gives(
        Eva[..^1] + ""","telecom":[{"value":"1"}]}""",
        Operation(
            "insert", "Patient.telecom",
            """{"name":"index","valueInteger":0},{"name":"value","valueContactPoint":{"value":"1"}}"""));

    [Fact]
    public void A_path_to_several_elements_is_refused() =>
        Fails("leads to 2 elements", Operation("delete", "Patient.name.given"));

    [Fact]
    public void A_path_to_nothing_is_refused() => Fails(
        "leads to nothing", Operation("replace", "Patient.photo[3]", """{"name":"value","valueString":"x"}"""));

    [Fact]
    public void A_computed_value_is_no_place() =>
        Fails("must lead to elements", Operation("delete", "Patient.name.count()"));

    [Fact]
    public void The_resource_itself_is_not_replaced() =>
        Fails("use an update", Operation("replace", "Patient", """{"name":"value","valueString":"x"}"""));

    [Fact]
    public void A_path_that_is_none_is_told() => Fails("no FHIRPath", Operation("delete", "Patient.("));

    [Fact]
    public void Moves_out_of_the_list_are_refused() => Fails("goes from 0 to 2", Operation(
        "move", "Patient.name.given", """{"name":"source","valueInteger":0},{"name":"destination", """ +
        """ "valueInteger":2}"""));

    [Fact]
    public void A_fault_in_the_second_operation_names_it() => Fails(
        "Operation 2", Operation("delete", "Patient.birthDate"), Operation("delete", "Patient.name.given"));

    private static string Operation(string type, string path, string more = "") =>
        $$"""{"name":"operation","part":[{"name":"type","valueCode":"{{type}}"},{"name":"path", """ +
        $$""" "valueString":"{{path}}"}{{(more.Length == 0 ? "" : "," + more)}}]}""";

    private static PatchResult Apply(string[] operations)
    {
        var parameters = $$"""{"resourceType":"Parameters","parameter":[{{string.Join(',', operations)}}]}""";
        var patch = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(parameters));
        Assert.True(patch.IsValid, string.Join('\n', patch.Issues));
        return FhirPathPatch.Apply(ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(Eva)).Table!, patch.Table);
    }

    private static void Gives(string expected, params string[] operations)
    {
        var result = Apply(operations);
        Assert.True(result.IsApplied, result.Fault?.Message);

        // The texts above are broken for their length; JSON does not mind.
        expected = expected.Replace(",  \"", ",\"", StringComparison.Ordinal);
        Assert.Equal(expected, Encoding.UTF8.GetString(result.Body.Span));
    }

    private static void Fails(string message, params string[] operations)
    {
        var result = Apply(operations);
        Assert.False(result.IsApplied);
        Assert.Contains(message, result.Fault!.Message, StringComparison.Ordinal);
    }
}
