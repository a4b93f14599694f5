namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>The arrays of a <see cref="CodeSystemTable"/>; position is the concept's number.</summary>
internal sealed class CodeSystemColumns
{
    public const byte Inactive = 1;
    public const byte Abstract = 2;

    public required TextBlob Texts { get; init; }

    public required int[] Codes { get; init; }

    public required int[] Displays { get; init; }

    public required int[] Definitions { get; init; }

    public required byte[] Flags { get; init; }

    /// <summary>The concept in which one is nested, or -1.</summary>
    public required int[] Parents { get; init; }

    /// <summary>The concept after the last that is nested in one.</summary>
    public required int[] Ends { get; init; }

    /// <summary>Whether any concept is nested in another.</summary>
    public required bool IsNested { get; init; }

    /// <summary>Parents and children where properties name some; null where the nesting says all.</summary>
    public ConceptGraph? Graph { get; init; }

    /// <summary>Where a concept's properties begin; empty where no concept has any.</summary>
    public required int[] PropertyStarts { get; init; }

    public required PropertyRow[] Properties { get; init; }

    /// <summary>Where a concept's designations begin; empty where no concept has any.</summary>
    public required int[] DesignationStarts { get; init; }

    public required DesignationRow[] Designations { get; init; }

    /// <summary>The JSON of the extensions of the few concepts that have some.</summary>
    public required Dictionary<int, int> Extensions { get; init; }

    /// <summary>A concept's rows.</summary>
    public static ReadOnlySpan<T> Slice<T>(T[] rows, int[] starts, long concept) => rows.Length == 0
        ? default
        : rows.AsSpan(starts[concept], starts[concept + 1] - starts[concept]);
}
