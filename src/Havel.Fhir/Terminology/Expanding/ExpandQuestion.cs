namespace Havel.Fhir.Terminology.Expanding;

/// <summary>Which codes an expansion is to have; how they are shown is another matter.</summary>
internal sealed record ExpandQuestion
{
    /// <summary>Words that code, display or a designation must have, or null.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether inactive codes are left out.</summary>
    public bool IsActiveOnly { get; init; }

    /// <summary>Systems whose codes are left out, with version where one is meant.</summary>
    public IReadOnlyList<string> ExcludedSystems { get; init; } = [];

    /// <summary>Whether a part is enough, so that a list that grows too long is cut and no fault.</summary>
    public bool IsPaged { get; init; }
}
