using Havel.Fhir.Definitions;
using Xunit;

namespace Havel.Fhir.Tests.Definitions;

public sealed class SearchParameterTests
{
    private static readonly FhirDefinitions R4 = FhirDefinitions.R4;

    [Fact]
    public void R4_has_1387_search_parameters_that_apply_to_a_type() => Assert.Equal(1387, R4.SearchParameters.Count);

    [Fact]
    public void Every_base_and_target_type_exists()
    {
        Assert.All(R4.SearchParameters, parameter =>
        {
            Assert.NotEmpty(parameter.BaseTypes);
            Assert.All(parameter.BaseTypes.Concat(parameter.Targets), name => Assert.NotNull(R4.FindType(name)));
        });
    }

    [Fact]
    public void Codes_are_unique_within_a_base_type()
    {
        var pairs = R4.SearchParameters
            .SelectMany(parameter => parameter.BaseTypes.Select(type => (type, parameter.Code)));
        Assert.Empty(pairs.GroupBy(pair => pair).Where(group => group.Count() > 1).Select(group => group.Key));
    }

    [Fact]
    public void Only_those_that_search_no_element_lack_an_expression()
    {
        string[] expected = ["_content", "_filter", "_query", "_text", "age", "birthOrderBoolean"];
        var lacking = R4.SearchParameters.Where(parameter => parameter.Expression is null);
        Assert.Equal(expected, lacking.Select(parameter => parameter.Code).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_composite_names_parts_that_exist()
    {
        var composites = R4.SearchParameters
            .Where(parameter => parameter.Kind == SearchParameterKind.Composite)
            .ToList();
        Assert.Equal(46, composites.Count);
        Assert.All(composites, composite =>
        {
            Assert.True(composite.Components.Count >= 2);
            Assert.All(composite.Components, part => Assert.NotNull(R4.FindSearchParameter(part.Definition)));
        });
    }

    [Fact]
    public void A_composite_keeps_its_expressions()
    {
        var composite = Find("Observation-component-code-value-quantity");
        Assert.Equal("Observation.component", composite.Expression);
        Assert.Equal(["code", "value.as(Quantity)"], composite.Components.Select(part => part.Expression));
        Assert.False(composite.AllowsOr);
        Assert.True(composite.AllowsAnd);
    }

    [Fact]
    public void A_shared_parameter_lists_all_its_types()
    {
        var patient = Find("clinical-patient");
        Assert.Equal("patient", patient.Code);
        Assert.Equal(SearchParameterKind.Reference, patient.Kind);
        Assert.Contains("Condition", patient.BaseTypes);
        Assert.Equal(["Patient"], patient.Targets.Where(type => type == "Patient"));
    }

    [Fact]
    public void Usage_and_comparators_are_kept()
    {
        Assert.Equal(SearchParameterUsage.Phonetic, Find("individual-phonetic").Usage);
        Assert.Equal(SearchParameterUsage.Nearby, Find("Location-near").Usage);
        Assert.Equal(SearchParameterKind.Special, Find("Location-near").Kind);
        Assert.Equal(SearchParameterUsage.Other, Find("filter").Usage);
        Assert.Equal(["eq", "ne", "gt", "ge", "lt", "le", "sa", "eb", "ap"], Find("clinical-date").Comparators);
    }

    private static SearchParameterDefinition Find(string id) =>
        R4.FindSearchParameter($"http://hl7.org/fhir/SearchParameter/{id}") ?? throw new KeyNotFoundException(id);
}
