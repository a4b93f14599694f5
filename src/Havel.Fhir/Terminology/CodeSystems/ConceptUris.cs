namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>The addresses by which properties and extensions of concepts are known.
/// Source: https://hl7.org/fhir/R4/codesystem-concept-properties.html and
/// https://hl7.org/fhir/extensions/extension-registry.html.</summary>
internal static class ConceptUris
{
    public const string Properties = "http://hl7.org/fhir/concept-properties#";

    private const string Extensions = "http://hl7.org/fhir/StructureDefinition/";

    public const string Supplement = Extensions + "valueset-supplement";

    public const string ExpansionParameter = Extensions + "valueset-expansion-parameter";

    public const string StandardsStatus = Extensions + "structuredefinition-standards-status";

    public const string SystemOrder = Extensions + "codesystem-conceptOrder";

    public const string SystemLabel = Extensions + "codesystem-label";

    public const string SetOrder = Extensions + "valueset-conceptOrder";

    public const string SetLabel = Extensions + "valueset-label";

    public const string Weight = Extensions + "itemWeight";

    public const string OrdinalValue = Extensions + "ordinalValue";

    /// <summary>Extensions of concepts that an expansion repeats.</summary>
    public static readonly string[] Repeated =
    [
        Extensions + "rendering-style", Extensions + "rendering-xhtml", Extensions + "valueset-deprecated",
        Extensions + "valueset-concept-definition",
    ];
}
