namespace Havel.Store.Planning;

/// <summary>The rows of a walk that have one value in the index.</summary>
/// <param name="Stream">The slot, or the type.</param>
/// <param name="Unit">For quantities the unit.</param>
/// <param name="Values">The columns of the index that they share: one value, or the ends of a range.</param>
/// <param name="Key">The value as a sort key.</param>
internal sealed record WalkTie(int Stream, long? Unit, IReadOnlyList<SqlValue> Values, SqlValue Key);
