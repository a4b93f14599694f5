namespace Havel.Store.Planning;

/// <summary>A place between two rows of a result: the row before it, or behind it, by its sort keys and the default
/// order.</summary>
/// <param name="Keys">The sort keys; null where the resource has no value.</param>
/// <param name="Subject">The row's subject.</param>
/// <param name="At">The row's clinical date.</param>
/// <param name="Rid">The row's resource.</param>
internal sealed record PagePosition(IReadOnlyList<SqlValue?> Keys, long Subject, long At, long Rid)
{
    /// <summary>Whether the page ends before that row; else it begins behind it.</summary>
    public bool IsBack { get; init; }
}
