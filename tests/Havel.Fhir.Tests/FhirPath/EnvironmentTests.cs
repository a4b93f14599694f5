using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.FhirPath;

public sealed class EnvironmentTests
{
    private static readonly FhirDefinitions R4 = FhirDefinitions.R4;

    private static readonly Node Patient = Parse(
        """
        {"resourceType": "Patient", "id": "p", "contained": [{"resourceType": "Organization", "id": "o", "name": "x"}],
         "maritalStatus": {"coding": [{"code": "M"}]}, "managingOrganization": {"reference": "Organization/9"}}
        """);

    [Fact]
    public void A_resolver_finds_the_target_of_a_reference()
    {
        var target = Parse("""{"resourceType": "Organization", "id": "9", "name": "Charité"}""");
        var context = new EvaluationContext
            { Resolver = reference => reference == "Organization/9" ? target : default };
        Assert.Equal("Charité", Run("managingOrganization.resolve().name", Patient, context));
    }

    [Fact]
    public void With_a_resolver_a_dangling_reference_resolves_to_nothing()
    {
        var context = new EvaluationContext { Resolver = _ => default };
        Assert.Equal("false", Run("managingOrganization.resolve().exists()", Patient, context));
    }

    [Fact]
    public void Inside_a_contained_resource_resource_is_that_one_and_rootResource_the_outer_one()
    {
        var contained = Patient.Child("contained");
        Assert.Equal("o; p", Run("%resource.id | %rootResource.id", contained, new EvaluationContext()));
        Assert.Equal("o", Run("%resource.id", contained.Child("name"), new EvaluationContext()));
    }

    [Fact]
    public void A_bound_variable_is_found_by_its_name()
    {
        var context = new EvaluationContext();
        context.SetVariable("limit", FhirPathValue.Of(3));
        Assert.Equal("true", Run("2 < %limit", Patient, context));
    }

    [Fact]
    public void Membership_in_a_value_set_is_asked_of_the_caller()
    {
        var context = new EvaluationContext { MemberOf = (value, url) => url == "http://vs" && value.IsNode };
        Assert.Equal("true", Run("maritalStatus.memberOf('http://vs')", Patient, context));
        Assert.Equal(string.Empty, Run("maritalStatus.memberOf('http://vs')", Patient, new EvaluationContext()));
    }

    [Fact]
    public void Trace_shows_the_projection_and_passes_the_input_on()
    {
        var seen = new List<string>();
        var context = new EvaluationContext
            { Trace = (name, values) => seen.Add($"{name}: {string.Join(", ", values)}") };
        Assert.Equal("1", Run("contained.trace('c', name).count()", Patient, context));
        Assert.Equal(["c: x"], seen);
    }

    [Fact]
    public void A_search_expression_drops_the_branches_of_other_types()
    {
        var type = R4.FindType("Patient");
        Assert.False(FhirPathCompiler.Compile("Patient.name | Person.name", type, R4).IsValid);
        var search = FhirPathCompiler.CompileSearch("Patient.name | Person.name", type!, R4);
        Assert.False(search.Expression!.IsAlwaysEmpty);
        Assert.True(FhirPathCompiler.CompileSearch("Person.name", type!, R4).Expression!.IsAlwaysEmpty);
    }

    private static Node Parse(string json)
    {
        var parsed = new ResourceParser(R4).Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsValid, string.Join("; ", parsed.Issues.Select(issue => issue.Message)));
        return parsed.Table.Root;
    }

    private static string Run(string text, Node focus, EvaluationContext context)
    {
        var compiled = FhirPathCompiler.Compile(text, focus.Type, R4);
        Assert.True(compiled.IsValid, string.Join("; ", compiled.Issues.Select(issue => issue.Message)));
        var result = new FhirPathCollection();
        Assert.Null(compiled.Expression!.Evaluate(focus, context, result));
        return string.Join("; ", result);
    }
}
