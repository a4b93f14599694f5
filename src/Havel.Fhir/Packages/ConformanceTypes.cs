using System.Collections.Frozen;

namespace Havel.Fhir.Packages;

/// <summary>The resource types that a catalogue holds. Source: https://hl7.org/fhir/R4/resourcelist.html, the
/// conformance and terminology modules, and what is found by a canonical address: Questionnaires, activity and plan
/// definitions, libraries, measures.</summary>
public static class ConformanceTypes
{
    private static readonly FrozenSet<string> Known = new[]
    {
        "ActivityDefinition", "CapabilityStatement", "CodeSystem", "CompartmentDefinition", "ConceptMap",
        "ExampleScenario", "GraphDefinition", "ImplementationGuide", "Library", "Measure", "MessageDefinition",
        "NamingSystem", "OperationDefinition", "PlanDefinition", "Questionnaire", "SearchParameter",
        "StructureDefinition", "StructureMap", "TerminologyCapabilities", "TestScript", "ValueSet",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyCollection<string> All => Known;

    public static bool Contains(string resourceType) => Known.Contains(resourceType);
}
