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
         "maritalStatus": {"coding": [{"system": "http://s", "code": "M"}]},
         "managingOrganization": {"reference": "Organization/9"}}
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
    public void Membership_in_a_value_set_is_asked_of_the_terminology()
    {
        var context = new EvaluationContext { Terminology = new StubTerminology("http://vs", "M") };
        Assert.Equal("true", Run("maritalStatus.memberOf('http://vs')", Patient, context));
        Assert.Equal("true", Run("maritalStatus.coding.first().memberOf('http://vs')", Patient, context));
        Assert.Equal("true", Run("maritalStatus.coding.code.first().memberOf('http://vs')", Patient, context));
        Assert.Equal("false", Run("'W'.memberOf('http://vs')", Patient, context));
        Assert.Equal(string.Empty, Run("maritalStatus.memberOf('http://vs')", Patient, new EvaluationContext()));
        Assert.Contains("not known", Fault("maritalStatus.memberOf('http://no')", Patient, context), Ordinal);
    }

    [Fact]
    public void Subsumption_compares_codes_of_one_system()
    {
        var context = new EvaluationContext { Terminology = new StubTerminology("http://vs", "M") };
        Assert.Equal("true", Run("maritalStatus.subsumes('MM')", Patient, context));
        Assert.Equal("false", Run("maritalStatus.subsumedBy('MM')", Patient, context));
        Assert.Equal("true", Run("maritalStatus.subsumedBy(maritalStatus)", Patient, context));
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

    [Fact]
    public void References_in_a_Bundle_lead_to_its_entries()
    {
        var bundle = Parse(
            """
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"fullUrl": "http://a/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1",
                "language": "de",
                "contained": [{"resourceType": "Organization", "id": "o", "language": "fr"}],
                "managingOrganization": {"reference": "#o"}}},
              {"fullUrl": "http://b/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}},
              {"fullUrl": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0",
               "resource": {"resourceType": "Group", "type": "person", "actual": true, "language": "en"}},
              {"fullUrl": "http://a/fhir/Flag/2", "resource": {"resourceType": "Flag", "id": "2", "status": "active",
                "code": {"text": "x"}, "subject": {"reference": "Patient/1"},
                "author": {"reference": "Practitioner/9"}}},
              {"fullUrl": "http://a/fhir/Flag/3", "resource": {"resourceType": "Flag", "id": "3", "status": "active",
                "code": {"text": "x"}, "subject": {"reference": "urn:uuid:0c3151bd-1cbf-4d64-b04d-cd9187a4c6e0"}}}]}
            """);
        var context = new EvaluationContext();
        const string Flags = "Bundle.entry.resource.ofType(Flag)";
        Assert.Equal("de; en", Run(Flags + ".subject.resolve().language", bundle, context));
        Assert.Equal("true", Run(Flags + ".author.resolve() is Practitioner", bundle, context));
        Assert.Equal(string.Empty, Run("'http://a/fhir/Patient/1/_history/5'.resolve()", bundle, context));
        Assert.Equal("de", Run("'http://a/fhir/Patient/1'.resolve().language", bundle, context));
        Assert.Equal("fr", Run("Bundle.entry.resource.managingOrganization.resolve().language", bundle, context));
    }

    [Fact]
    public void Profiles_and_slices_are_asked_of_the_caller()
    {
        var context = new EvaluationContext
        {
            ConformsTo = (node, profile) => profile == "http://p" ? node.Type.Name == "Patient" : null,
            IsOfSlice = (_, _, name) => name == "s" ? true : null,
            ElementDefinition = node => node.Child("coding"),
        };
        Assert.Equal("true", Run("conformsTo('http://p')", Patient, context));
        Assert.Contains("not known", Fault("conformsTo('http://q')", Patient, context), Ordinal);
        Assert.Equal("1", Run("maritalStatus.slice('http://p', 's').count()", Patient, context));
        Assert.Contains("slice t", Fault("maritalStatus.slice('http://p', 't')", Patient, context), Ordinal);
        Assert.Equal("M", Run("maritalStatus.elementDefinition().code", Patient, context));
    }

    [Fact]
    public void What_is_known_of_the_place_is_checked()
    {
        var surroundings = new FhirPathSurroundings
        {
            Context = R4.FindType("Observation.component"),
            RootResource = R4.FindType("Bundle"),
            Variables = new Dictionary<string, TypeDefinition?>(StringComparer.Ordinal)
                { ["patient"] = R4.FindType("Patient") },
        };
        Assert.Equal(["Observation has no element statuss (did you mean status?)"], Messages("%resource.statuss"));
        Assert.Equal(["Bundle has no element entri (did you mean entry?)"], Messages("%rootResource.entri"));
        Assert.Equal(["There is no variable %pateint (did you mean %patient?)"], Messages("%pateint.name"));
        Assert.Equal(["Patient has no element nam (did you mean name?)"], Messages("%patient.nam"));
        Assert.Equal(["boolean is never equal to String"], Messages("%patient.active = 'true'"));
        Assert.Equal(["Quantity is never Patient"], Messages("value.ofType(Quantity).ofType(Patient)"));
        Assert.Equal(["+ works on one value, but here may be several"], Messages("%patient.name.family + 'x'"));
        Assert.Empty(Messages("%resource.status = 'final' and %patient.name.first().family & 'x' != ''"));

        IEnumerable<string> Messages(string text) => FhirPathCompiler.CompileAt(text, surroundings, R4).Issues
            .Select(issue => issue.Message[..issue.Message.IndexOf(" at line", Ordinal)]);
    }

    [Theory]
    [InlineData("name", "HumanName", true)]
    [InlineData("name.first()", "HumanName", false)]
    [InlineData("contact.name", "HumanName", true)]
    [InlineData("name | contact.name", "HumanName", true)]
    [InlineData("birthDate", "date", false)]
    [InlineData("deceased", null, false)]
    [InlineData("deceased.ofType(boolean)", "boolean", false)]
    [InlineData("name.exists()", null, false)]
    [InlineData("generalPractitioner.resolve()", null, true)]
    [InlineData("managingOrganization.resolve()", "Organization", false)]
    public void What_an_expression_gives_is_known_before_it_runs(string text, string? type, bool mayBeSeveral)
    {
        var expression = FhirPathCompiler.Compile(text, R4.FindType("Patient"), R4).Expression!;
        Assert.Equal((type, mayBeSeveral), (expression.ResultType?.Name, expression.MayBeSeveral));
    }

    private const StringComparison Ordinal = StringComparison.Ordinal;

    private static string Fault(string text, Node focus, EvaluationContext context)
    {
        var compiled = FhirPathCompiler.Compile(text, focus.Type, R4);
        return compiled.Expression!.Evaluate(focus, context, new FhirPathCollection())!.Message;
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
