namespace Havel.Store.Reading;

/// <summary>Where a contained resource stands in an answer: by its container's place, then by its number within
/// it.</summary>
/// <param name="Subject">The container's subject.</param>
/// <param name="At">The container's clinical date.</param>
/// <param name="Rid">The container's number.</param>
/// <param name="Number">From 0; 0 for the container itself.</param>
internal readonly record struct ContainedPlace(long Subject, long At, long Rid, int Number)
    : IComparable<ContainedPlace>
{
    /// <summary>Before all others.</summary>
    public static ContainedPlace First { get; } = new(long.MinValue, long.MinValue, long.MinValue, -1);

    public int CompareTo(ContainedPlace other) =>
        (Subject, At, Rid, Number).CompareTo((other.Subject, other.At, other.Rid, other.Number));
}
