namespace Havel.Fhir.Search;

/// <summary><c>_summary</c>. Source: https://hl7.org/fhir/R4/search.html#summary.</summary>
public enum SummaryMode : byte
{
    False,
    True,
    Text,
    Data,
    Count,
}
