using Havel.Fhir.Definitions;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>Who states the rules of the specification's prose: the definition of the type they are about.</summary>
internal static class RuleSource
{
    public const string Bundle = "http://hl7.org/fhir/StructureDefinition/Bundle|" + FhirDefinitions.FhirVersion;

    public const string Composition =
        "http://hl7.org/fhir/StructureDefinition/Composition|" + FhirDefinitions.FhirVersion;

    public const string QuestionnaireResponse =
        "http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse|" + FhirDefinitions.FhirVersion;
}
