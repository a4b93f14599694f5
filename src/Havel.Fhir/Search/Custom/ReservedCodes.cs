namespace Havel.Fhir.Search.Custom;

/// <summary>Names that mean something in every query, whatever the type.
/// Source: https://hl7.org/fhir/R4/search.html#ptypes.</summary>
internal static class ReservedCodes
{
    public static bool Has(string code) => code is
        "_id" or "_lastUpdated" or "_type" or "_has" or "_sort" or "_count" or "_total" or "_summary" or "_elements"
        or "_include" or "_revinclude" or "_contained" or "_containedType" or "_format" or "_pretty" or "_page"
        or "_text" or "_content" or "_list" or "_query" or "_filter" or "_since" or "_at";
}
