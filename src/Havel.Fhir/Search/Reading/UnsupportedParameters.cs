namespace Havel.Fhir.Search.Reading;

/// <summary>Parameters that R4 has and Havel does not answer yet: they are named as such, not as unknown.
/// Source: https://hl7.org/fhir/R4/search.html#all.</summary>
internal static class UnsupportedParameters
{
    public static bool Has(string code) => code is
        "age" or "birthOrderBoolean";
}
