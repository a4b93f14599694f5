namespace Havel.Bench.Bodies;

/// <summary>A resource as the store packs it.</summary>
/// <param name="Type">Resource type.</param>
/// <param name="Group">What it has its peculiarities from, a patient or a file: what only one group says is not worth
/// learning.</param>
/// <param name="Text">The marked bytes.</param>
internal sealed record BodySample(string Type, int Group, byte[] Text)
{
    /// <summary>Whether this is what stands encoded within another sample.</summary>
    public bool IsContent { get; init; }

    /// <summary>Half of the groups is learned from, the other is what figures are taken of.</summary>
    public bool IsForLearning => Group % 2 == 0;
}
