using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search;

/// <summary>When what a resource tells happened; docs/ownership.md has the table.</summary>
public static class ClinicalDate
{
    /// <summary>The clinical date of a resource; null where its type has none or the element is absent.</summary>
    public static TimeRange? Of(Node resource) => resource.Exists ? null : TimeRange.Open;
}
