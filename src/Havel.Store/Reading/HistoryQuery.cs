using Havel.Fhir.Search;

namespace Havel.Store.Reading;

/// <summary>What history is asked for. Source: https://hl7.org/fhir/R4/http.html#history.</summary>
/// <param name="Type">Only of that type; null for the whole system.</param>
/// <param name="Id">Only of that resource; null for all of the type.</param>
/// <param name="Since">Only versions written at that instant or later.</param>
/// <param name="Count">Entries on a page, at least 1.</param>
public sealed record HistoryQuery(string? Type, string? Id, DateTimeOffset? Since = null, int Count = 50)
{
    /// <summary>Only versions that were the current ones at some moment of that span; null for all.</summary>
    public TimeRange? At { get; init; }

    /// <summary>Whether the oldest version comes first.</summary>
    public bool IsOldestFirst { get; init; }

    /// <summary>Only of these resources, as <c>Type/id</c>; null for all.</summary>
    public IReadOnlyList<string>? Members { get; init; }
}
