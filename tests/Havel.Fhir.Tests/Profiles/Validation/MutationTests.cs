using Havel.Tests.Shared;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

/// <summary>Good examples of ISiK and of the core data set, each with one fault put in: it must be found.</summary>
public sealed class MutationTests
{
    private const string Patient = "Patient-PatientinMusterfrau";
    private const string Condition = "Condition-MittelgradigeIntelligenzminderung";
    private const string Coverage = "Coverage-CoverageGesetzlich";
    private const string Person = "Patient-mii-exa-person-patient-full";
    private const string Lab = "Observation-mii-exa-labor-laborwert";
    private const string Procedure = "Procedure-mii-exa-prozedur-procedure";

    [SharedTheory("packages")]
    [InlineData(Patient)]
    [InlineData(Condition)]
    [InlineData(Coverage)]
    [InlineData(Person)]
    [InlineData(Lab)]
    [InlineData(Procedure)]
    public void The_example_as_it_is_has_no_fault(string example) =>
        Assert.Equal([], PackageWorld.Faults(PackageWorld.Example(example)).Where(fault => fault.IsError)
            .Select(fault => fault.ToString()));

    [SharedTheory("packages")]
    [InlineData(Patient, "\"gender\":\"female\",", "", "gender")]
    [InlineData(Patient, "\"gender\":\"female\"", "\"gender\":\"weiblich\"", "weiblich")]
    [InlineData(Patient, "\"birthDate\":\"1964-08-12\",", "", "birthDate")]
    [InlineData(Patient, "\"birthDate\":\"1964-08-12\"", "\"birthDate\":\"12.08.1964\"", "12.08.1964")]
    [InlineData(Patient, "\"code\":\"MR\"", "\"code\":\"XX\"", "slice \"Patientennummer\"")]
    [InlineData(Patient, "\"system\":\"https://fhir.krankenhaus.example/sid/PID\",", "", "system")]
    [InlineData(Patient, ",\"value\":\"TestPID\"", "", "value")]
    [InlineData(Patient, "\"value\":\"A123456789\"", "\"value\":\"123\"", "kvid-1")]
    [InlineData(Patient, "\"use\":\"official\",\"family\"", "\"use\":\"usual\",\"family\"", "Name")]
    [InlineData(Patient, "\"given\":[\"Erika\"],", "", "given")]
    [InlineData(Patient, "\"valueString\":\"Fürstin\"", "\"valueCode\":\"x\"", "string")]
    [InlineData(Patient, "humanname-namenszusatz\"", "gender-amtlich-de\"", "may stand at")]
    [InlineData(
        Patient,
        "\"city\":\"Musterhausen\",\"postalCode\":\"98764\",\"country\":\"DE\"",
        "\"postalCode\":\"98764\",\"country\":\"DE\"",
        "city")]
    [InlineData(Patient, "\"type\":\"both\"", "\"type\":\"home\"", "home")]
    [InlineData(Patient, "\"family\":\"Fürstin von Musterfrau\"", "\"family\":[\"Fürstin\"]", "a string")]
    [InlineData(Patient, "\"active\":true", "\"aktiv\":true", "aktiv")]
    public void A_fault_in_a_patient_of_ISiK_is_found(string example, string good, string bad, string words) =>
        Finds(example, good, bad, words);

    [SharedTheory("packages")]
    [InlineData(Condition, "\"version\":\"2020\",", "", "version")]
    [InlineData(Condition, "\"recordedDate\":\"2021-01-01\"", "\"note\":[{\"text\":\"x\"}]", "recordedDate")]
    [InlineData(
        Condition,
        "\"subject\":{\"reference\":\"Patient/PatientinMusterfrau\"}",
        "\"subject\":{\"reference\":\"Practitioner/1\"}",
        "Practitioner")]
    [InlineData(Condition, "\"subject\":{\"reference\":\"Patient/PatientinMusterfrau\"},", "", "subject")]
    [InlineData(Condition, "\"encounter\":{\"reference\":\"Encounter/Fachabteilungskontakt\"},", "", "isik-con1")]
    [InlineData(Condition, "\"code\":\"active\"", "\"code\":\"aktiv\"", "condition-clinical")]
    [InlineData(
        Condition,
        "\"onsetDateTime\":\"2019-09-02\"",
        "\"onsetDateTime\":\"2019-09-02\",\"abatementDateTime\":\"2020-01-01\"",
        "con-4")]
    [InlineData(
        Condition,
        "\"onsetDateTime\":\"2019-09-02\"",
        "\"onsetDateTime\":\"2019-09-02\",\"onsetString\":\"x\"",
        "onset")]
    [InlineData(Coverage, "\"code\":\"GKV\"", "\"code\":\"PKV\"", "slice \"VersicherungsArtDeBasis\"")]
    [InlineData(Coverage, "\"status\":\"active\"", "\"status\":\"aktiv\"", "aktiv")]
    [InlineData(
        Coverage,
        "\"beneficiary\":{\"reference\":\"Patient/PatientinMusterfrau\"}",
        "\"beneficiary\":{\"reference\":\"Group/1\"}",
        "Group")]
    [InlineData(Coverage, ",\"display\":\"Eine Gesundheitskasse\"", "", "display")]
    public void A_fault_in_a_diagnosis_or_cover_of_ISiK_is_found(
        string example, string good, string bad, string words) =>
        Finds(example, good, bad, words);

    [SharedTheory("packages")]
    [InlineData(
        Person,
        "\"system\":\"http://fhir.de/sid/gkv/kvid-10\"",
        "\"system\":\"http://example.org\"",
        "exactly http://fhir.de/sid/gkv/kvid-10")]
    [InlineData(Person, "\"given\":[\"Maja\",\"Julia\"],", "", "given")]
    [InlineData(
        Person,
        "\"valueCoding\":{\"system\":\"http://fhir.de/CodeSystem/gender-amtlich-de\",\"code\":\"D\"",
        "\"valueCoding\":{\"system\":\"http://fhir.de/CodeSystem/gender-amtlich-de\",\"code\":\"Q\"",
        "gender-amtlich-de")]
    [InlineData(Person, "\"line\":[\"Anna-Louisa-Karsch Str. 2\"],", "", "line")]
    [InlineData(
        Lab,
        "\"system\":\"http://loinc.org\",\"code\":\"26436-6\"",
        "\"system\":\"http://loinc.org\",\"code\":\"26436-7\"",
        "slice \"loinc-observation\"")]
    [InlineData(Lab, "\"code\":\"laboratory\"", "\"code\":\"vital-signs\"", "slice")]
    [InlineData(
        Lab,
        "\"system\":\"http://unitsofmeasure.org\",\"code\":\"umol/L\"",
        "\"system\":\"http://example.org\",\"code\":\"umol/L\"",
        "http://unitsofmeasure.org")]
    [InlineData(Lab, "\"status\":\"final\",", "", "status")]
    [InlineData(Lab, "\"code\":\"OBI\"", "\"code\":\"XX\"", "slice")]
    [InlineData(Procedure, "\"version\":\"2020\",", "", "version")]
    [InlineData(Procedure, "\"performedDateTime\":\"2020-04-23\"", "\"performedString\":\"2020\"", "string")]
    [InlineData(Procedure, "\"status\":\"completed\"", "\"status\":\"done\"", "done")]
    public void A_fault_in_the_core_data_set_is_found(string example, string good, string bad, string words) =>
        Finds(example, good, bad, words);

    private static void Finds(string example, string good, string bad, string words)
    {
        var json = PackageWorld.Example(example);
        Assert.Contains(good, json, StringComparison.Ordinal);
        var at = json.IndexOf(good, StringComparison.Ordinal);
        var errors = PackageWorld.Faults(string.Concat(json.AsSpan(0, at), bad, json.AsSpan(at + good.Length)));
        Assert.True(errors.Any(error => error.Issue.Message.Contains(words, StringComparison.Ordinal)),
            errors.Count == 0 ? "nothing was found" : string.Join('\n', errors));
    }
}
