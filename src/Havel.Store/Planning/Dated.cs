namespace Havel.Store.Planning;

/// <summary>A date that is the clinical date of its type, which every row variable carries as <c>at</c>: most rows are
/// decided without looking at the index of dates.</summary>
/// <param name="From">Seconds since 1970; null for no bound.</param>
/// <param name="To">Seconds since 1970; null for no bound.</param>
/// <param name="IsEnough">Whether <c>at</c> within the bounds fulfils the clause; else nothing outside of them
/// does.</param>
/// <param name="Exact">What decides where <c>at</c> does not.</param>
internal sealed record Dated(long? From, long? To, bool IsEnough, Condition Exact) : Condition;
