using Havel.Fhir.Definitions;
using Xunit;

namespace Havel.Fhir.Tests.Definitions;

public sealed class RequiredCodeTests
{
    private const string Base = "http://hl7.org/fhir/ValueSet/";
    private static readonly FhirDefinitions R4 = FhirDefinitions.R4;

    [Fact]
    public void Every_required_binding_has_its_codes_or_is_marked_as_not_enumerable()
    {
        var bound = R4.Types
            .SelectMany(type => type.Elements)
            .Where(element => element.Binding is { Strength: BindingStrength.Required })
            .Select(element => element.Binding!.ValueSet)
            .ToHashSet();
        Assert.Equal(bound.Order(), R4.RequiredCodeSets.Select(set => set.ValueSet).Order());
        Assert.All(R4.RequiredCodeSets, set => Assert.Equal(set.IsEnumerable, set.Codings.Count > 0));
    }

    [Fact]
    public void Only_MIME_types_currencies_units_and_one_LOINC_list_are_not_enumerable() => Assert.Equal(
        [Base + "currencies", Base + "mimetypes", Base + "ucum-units", "http://loinc.org/vs/LL379-9"],
        R4.RequiredCodeSets.Where(set => !set.IsEnumerable).Select(set => set.ValueSet));

    [Fact]
    public void Codes_are_found_as_text_as_bytes_and_with_their_system()
    {
        var status = R4.RequiredCodes(Base + "observation-status")!;
        Assert.True(status.Contains("final") && status.Contains("entered-in-error"u8));
        Assert.True(status.Contains("http://hl7.org/fhir/observation-status", "amended"));
        Assert.False(status.Contains("Final") || status.Contains("finale"u8) || status.Contains(new byte[999]));
        Assert.False(status.Contains("http://example.org", "amended"));
        Assert.Equal(8, status.Codings.Count);
    }

    [Fact]
    public void Codes_below_other_codes_and_several_systems_count()
    {
        Assert.True(R4.RequiredCodes(Base + "all-types")!.Contains("Patient"));
        Assert.True(R4.RequiredCodes(Base + "all-types")!.Contains("positiveInt"));
        Assert.Equal(148, R4.RequiredCodes(Base + "resource-types")!.Codings.Count);
    }

    [Fact]
    public void Any_other_value_set_is_unknown() => Assert.Null(R4.RequiredCodes(Base + "condition-code"));
}
