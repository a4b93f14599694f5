using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search;

/// <summary>What a string parameter compares within a name or an address.
/// Source: https://hl7.org/fhir/R4/search.html#string.</summary>
internal static class SearchedTexts
{
    /// <summary>Whether a type is found by the texts of its children.</summary>
    public static bool IsStructured(TypeDefinition type) => type.Name is "HumanName" or "Address";

    /// <summary>Whether a child of such a type is one of those texts.</summary>
    public static bool Has(string child) => child is
        "text" or "family" or "given" or "prefix" or "suffix" or
        "line" or "city" or "district" or "state" or "postalCode" or "country";
}
