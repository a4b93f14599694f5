namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>Which properties of a system say that a concept is inactive or abstract, or who stands above it. Known by
/// their address, else by the code that FHIR gives such a property.
/// Source: https://hl7.org/fhir/R4/codesystem.html#defined-props.</summary>
internal sealed class PropertyMeanings(IReadOnlyList<PropertyDefinition> properties)
{
    /// <summary>True for a property that names a parent, false for one that names a child, null for any
    /// other.</summary>
    public bool? ParentOrChild(string code) => Meaning(code) switch
    {
        "parent" or "subsumedBy" => true,
        "child" => false,
        _ => null,
    };

    /// <summary>The flags of <see cref="CodeSystemColumns"/> that a value sets.</summary>
    public byte Flags(string code, string value) => Meaning(code) switch
    {
        "inactive" => value is "true" ? CodeSystemColumns.Inactive : (byte)0,
        "status" => value is "retired" or "inactive" or "withdrawn" ? CodeSystemColumns.Inactive : (byte)0,
        "retirementDate" => CodeSystemColumns.Inactive,
        "notSelectable" or "abstract" => value is "true" ? CodeSystemColumns.Abstract : (byte)0,
        _ => 0,
    };

    /// <summary>FHIR's own code for the property, or the code it has.</summary>
    public string Meaning(string code)
    {
        foreach (var property in properties)
        {
            if (string.Equals(property.Code, code, StringComparison.Ordinal) && property.Uri is { } uri
                && uri.StartsWith(ConceptUris.Properties, StringComparison.Ordinal))
            {
                return uri[ConceptUris.Properties.Length..];
            }
        }

        return code;
    }
}
