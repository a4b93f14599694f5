namespace Havel.Store.Planning;

/// <summary>References between the resource in question and another.</summary>
/// <param name="Slots">Reference slots: of the resource itself, or of the other where
/// <paramref name="IsReverse"/>.</param>
/// <param name="IsReverse">False: the resource refers to the other (a chain). True: the other refers to it
/// (<c>_has</c>).</param>
/// <param name="Types">Types the referred-to resource may have; for a chain those of the other, for <c>_has</c> those
/// of the resource itself.</param>
/// <param name="Other">The other resource with all that must hold for it, the grant first.</param>
internal sealed record Link(IReadOnlyList<int> Slots, bool IsReverse, IReadOnlyList<int> Types, Rows Other);
