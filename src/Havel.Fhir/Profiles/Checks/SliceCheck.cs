namespace Havel.Fhir.Profiles.Checks;

/// <summary>One slice of an element.</summary>
internal sealed class SliceCheck
{
    /// <summary>The name by which people know it; <c>@default</c> for the rest of a closed slicing.</summary>
    public required string Name { get; init; }

    public required int Min { get; init; }

    public required int Max { get; init; }

    /// <summary>Whether an item belongs to the slice.</summary>
    public required SliceTest Test { get; init; }

    /// <summary>What holds for its items.</summary>
    public required ElementCheck Item { get; init; }

    /// <summary>How its items are sliced further. Source: https://hl7.org/fhir/R4/profiling.html#reslicing.</summary>
    public required SliceGroup? Reslices { get; init; }
}
