namespace Havel.Fhir.Search;

/// <summary>How an ordered value is compared. Source: https://hl7.org/fhir/R4/search.html#prefix;
/// the exact inequalities stand in <see cref="RangeComparison"/>.</summary>
public enum SearchPrefix : byte
{
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual,
    StartsAfter,
    EndsBefore,
    Approximately,
}
