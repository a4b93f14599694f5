namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>Properties that R4 writes as extensions of a concept and R5 as properties.
/// Source: https://hl7.org/fhir/R5/codesystem-concept-properties.html.</summary>
internal static class ImpliedProperties
{
    /// <summary>The property an extension stands for, or null.</summary>
    public static ConceptProperty? Of(ConceptExtension extension) => extension.Url switch
    {
        ConceptUris.SystemOrder or ConceptUris.SetOrder => Make("order", "Decimal", extension.Text),
        ConceptUris.SystemLabel or ConceptUris.SetLabel => Make("label", "String", extension.Text),
        ConceptUris.Weight or ConceptUris.OrdinalValue => Make("weight", "Decimal", extension.Text),
        ConceptUris.StandardsStatus when extension.Text is "deprecated" or "withdrawn" =>
            Make("status", "Code", extension.Text),
        _ => null,
    };

    /// <summary>What such a property is known as.</summary>
    public static PropertyDefinition Definition(string code) => code switch
    {
        "order" => new PropertyDefinition(code, ConceptUris.Properties + "order", "decimal"),
        "label" => new PropertyDefinition(code, ConceptUris.Properties + "label", "string"),
        "weight" => new PropertyDefinition(code, ConceptUris.Properties + "itemWeight", "decimal"),
        _ => new PropertyDefinition(code, ConceptUris.Properties + code, "code"),
    };

    private static ConceptProperty Make(string code, string type, string value) =>
        new(code, type, value) { IsImplied = true };
}
