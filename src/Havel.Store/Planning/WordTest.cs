namespace Havel.Store.Planning;

/// <summary>Words in a table of full texts.</summary>
/// <param name="Table">The table.</param>
/// <param name="Words">Words that follow one another, or a single one; as the index has them.</param>
/// <param name="IsBeginning">Whether the only word is the beginning of one.</param>
internal sealed record WordTest(string Table, IReadOnlyList<string> Words, bool IsBeginning);
