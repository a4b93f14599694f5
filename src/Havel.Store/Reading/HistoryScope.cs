using Havel.Fhir.Search;

namespace Havel.Store.Reading;

/// <summary>Whose history is read.</summary>
/// <param name="Type">Number of the type; null for the whole system.</param>
/// <param name="Rid">The one resource; null for all of the type.</param>
/// <param name="Since">Milliseconds since 1970 UTC; versions of that time and later.</param>
internal readonly record struct HistoryScope(int? Type, long? Rid, long Since)
{
    /// <summary>Only versions that were current within it; null for all.</summary>
    public TimeRange? At { get; init; }

    /// <summary>Whether the oldest version comes first.</summary>
    public bool IsOldestFirst { get; init; }

    /// <summary>Only of these resources; null for all.</summary>
    public IReadOnlyList<long>? Rids { get; init; }
}
