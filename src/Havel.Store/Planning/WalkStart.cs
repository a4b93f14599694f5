namespace Havel.Store.Planning;

/// <summary>Where a stretch of a walk begins, and which way it goes.</summary>
/// <param name="From">The key where the page begins; null for the first of all.</param>
/// <param name="Last">The columns of the last row before; null for none.</param>
/// <param name="IsBack">Whether the walk goes against the order of the sort.</param>
internal readonly record struct WalkStart(SqlValue? From, IReadOnlyList<SqlValue>? Last, bool IsBack);
