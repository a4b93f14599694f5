using Havel.Fhir.Definitions;
using Xunit;

namespace Havel.Fhir.Tests.Definitions;

public sealed class CompartmentTests
{
    private static readonly FhirDefinitions R4 = FhirDefinitions.R4;

    [Fact]
    public void R4_has_five_compartments() => Assert.Equal(
        ["Device", "Encounter", "Patient", "Practitioner", "RelatedPerson"],
        R4.Compartments.Select(compartment => compartment.Code));

    [Theory]
    [InlineData("Observation", "subject performer")]
    [InlineData("AllergyIntolerance", "patient recorder asserter")]
    [InlineData("Appointment", "actor")]
    [InlineData("Group", "member")]
    [InlineData("Patient", "link")]
    [InlineData("MedicationDispense", "subject patient receiver")]
    [InlineData("Organization", "")]
    [InlineData("Task", "")]
    public void The_patient_compartment_has_the_rows_of_its_page(string type, string codes) =>
        Assert.Equal(codes, string.Join(' ', R4.PatientCompartment.CodesOf(type)));

    [Fact]
    public void The_patient_compartment_spans_66_types() => Assert.Equal(66, R4.PatientCompartment.Types.Count);

    [Fact]
    public void Every_row_names_a_type_and_a_search_parameter_of_it()
    {
        var rows =
            from compartment in R4.Compartments
            from type in compartment.Types
            from code in compartment.CodesOf(type)
            where code != "{def}"
            where !R4.SearchParameters.Any(parameter => parameter.Code == code && parameter.BaseTypes.Contains(type))
            select $"{compartment.Code}: {type}.{code}";
        Assert.Empty(rows);
    }
}
