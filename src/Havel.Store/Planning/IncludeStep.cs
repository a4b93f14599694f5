namespace Havel.Store.Planning;

/// <summary>Resources whose references are followed by one statement.</summary>
/// <param name="Rids">The resources, in the order in which what they lead to is given; a single one where the database
/// takes no lists.</param>
/// <param name="Slots">The references; null for all.</param>
/// <param name="Hidden">Where all references are meant: those that do not count all the same.</param>
/// <param name="Source">The type that must hold the reference; null for any.</param>
/// <param name="Target">The type that must be referred to; null for any.</param>
internal readonly record struct IncludeStep(
    long[] Rids, IReadOnlyList<int>? Slots, IReadOnlyList<int> Hidden, int? Source, int? Target);
