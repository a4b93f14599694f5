namespace Havel.Fhir.Parsing;

/// <summary>The limits of a parse; the defaults are those of <see cref="Limits"/>.</summary>
public sealed record ParseOptions
{
    public static readonly ParseOptions Default = new();

    /// <summary>Greatest size of the input in bytes.</summary>
    public int MaxBytes { get; init; } = Limits.ResourceBytes;

    /// <summary>Greatest depth of objects within objects; never more than <see cref="Limits.HardNesting"/>.</summary>
    public int MaxNesting { get; init; } = Limits.Nesting;

    /// <summary>Greatest number of nodes.</summary>
    public int MaxNodes { get; init; } = Limits.Nodes;

    /// <summary>Number of issues after which the parse gives up.</summary>
    public int MaxIssues { get; init; } = Limits.Issues;

    /// <summary>Whether a resource with faults that leave the rest readable gives a table all the same, as
    /// <see cref="ParseResult.Faulty"/>. Published definitions have such faults; what is stored must have
    /// none.</summary>
    public bool KeepFaulty { get; init; }

    /// <summary>Whether a relative reference may name a type that R4 does not have, or an id that breaks FHIR's rule
    /// for ids: a validator says so itself. What is stored must refer to what can be there.</summary>
    public bool AcceptsForeignReferences { get; init; }
}
