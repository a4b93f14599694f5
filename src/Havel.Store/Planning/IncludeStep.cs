namespace Havel.Store.Planning;

/// <summary>One resource whose references are followed.</summary>
/// <param name="Rid">The resource.</param>
/// <param name="Slots">The references; null for all.</param>
/// <param name="Hidden">Where all references are meant: those that do not count all the same.</param>
/// <param name="Source">The type that must hold the reference; null for any.</param>
/// <param name="Target">The type that must be referred to; null for any.</param>
internal readonly record struct IncludeStep(
    long Rid, IReadOnlyList<int>? Slots, IReadOnlyList<int> Hidden, int? Source, int? Target);
