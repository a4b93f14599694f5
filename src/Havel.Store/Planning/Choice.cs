namespace Havel.Store.Planning;

/// <summary>One way to run a variable, as it was weighed.</summary>
/// <param name="Term">The clause that would drive; null for all live resources.</param>
/// <param name="Source">Its rows.</param>
/// <param name="Rows">About how many the source has.</param>
/// <param name="Read">About how many of them would be read.</param>
/// <param name="Cost">About how many microseconds that takes.</param>
internal sealed record Choice(Term? Term, RowSource Source, double Rows, double Read, double Cost);
