namespace Havel.Fhir.Terminology.Checking;

/// <summary>What a check of a code, coding or concept found.</summary>
internal sealed record CheckResult
{
    public bool IsValid { get; init; }

    public string? System { get; init; }

    public string? Code { get; init; }

    public string? Version { get; init; }

    public string? Display { get; init; }

    /// <summary>The code as its system writes it, where the given one differs by case.</summary>
    public string? NormalizedCode { get; init; }

    public bool IsInactive { get; init; }

    /// <summary>The concept's status, where it has one that is worth a remark.</summary>
    public string? Status { get; init; }

    public IReadOnlyList<string> UnknownSystems { get; init; } = [];

    public IReadOnlyList<TerminologyIssue> Issues { get; init; } = [];
}
