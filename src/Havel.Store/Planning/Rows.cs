namespace Havel.Store.Planning;

/// <summary>A row variable of a plan: where its rows come from and what must hold for each.</summary>
/// <param name="Source">What it is driven by.</param>
/// <param name="Conditions">All must hold; the grant comes first.</param>
internal sealed record Rows(RowSource Source, IReadOnlyList<Condition> Conditions);
