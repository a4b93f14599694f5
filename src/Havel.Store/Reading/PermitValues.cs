namespace Havel.Store.Reading;

/// <summary>A grant under certain policies as values that go with a statement, for databases that decide by them. What
/// a subject's patients say comes down to one of few rows of bits, and a bit stands for each guard.</summary>
/// <param name="Matrix">Rows of bits, the lowest bit of a byte first: whether a guard is permitted.</param>
/// <param name="Classes">Of each class of subjects the number of its row. Class 0 is what is unowned, 1 the directory,
/// 2 whoever has said nothing, 2 + n those whose policy has the number n, and after these the classes of
/// <paramref name="Own"/>. A <c>byte[]</c>, or a <c>short[]</c> where the rows are many; empty where all owned subjects
/// are of class 2 and classes are rows.</param>
/// <param name="Stride">Bits in a row; guards count from 1 and are below it.</param>
/// <param name="Own">The subjects to which the caller belongs; null for callers who are no patients.</param>
/// <param name="OwnFrom">The class of the first of them.</param>
internal sealed record PermitValues(byte[] Matrix, Array Classes, int Stride, long[]? Own, int OwnFrom)
{
    /// <summary>Whether nobody has said anything that matters to the grant.</summary>
    public bool IsPlain => Classes.Length == 0;

    /// <summary>Whether the rows are more than a byte can count.</summary>
    public bool IsWide => Classes is short[];
}
