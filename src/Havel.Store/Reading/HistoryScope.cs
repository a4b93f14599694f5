namespace Havel.Store.Reading;

/// <summary>Whose history is read.</summary>
/// <param name="Type">Number of the type; null for the whole system.</param>
/// <param name="Rid">The one resource; null for all of the type.</param>
/// <param name="Since">Milliseconds since 1970 UTC; versions of that time and later.</param>
internal readonly record struct HistoryScope(int? Type, long? Rid, long Since);
