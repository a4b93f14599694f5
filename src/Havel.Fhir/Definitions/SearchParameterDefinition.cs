namespace Havel.Fhir.Definitions;

/// <summary>One search parameter as the specification publishes it.
/// Source: https://hl7.org/fhir/R4/searchparameter.html.</summary>
public sealed record SearchParameterDefinition
{
    /// <summary>Canonical address.</summary>
    public required string Url { get; init; }

    /// <summary>The name used in a query, such as <c>birthdate</c>. Unique for a base type, not over all of
    /// them.</summary>
    public required string Code { get; init; }

    public required SearchParameterKind Kind { get; init; }

    /// <summary>The types it applies to; Resource and DomainResource stand for everything derived from them.</summary>
    public required IReadOnlyList<string> BaseTypes { get; init; }

    /// <summary>FHIRPath over the resource, one union for all base types; null where no element is searched
    /// (<c>_text</c>, <c>_content</c>, <c>_query</c>, <c>_filter</c> and two extensions of Patient).</summary>
    public required string? Expression { get; init; }

    /// <summary>The resource types a reference parameter may point to; empty for every other kind.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The parts of a composite; empty for every other kind.</summary>
    public required IReadOnlyList<SearchParameterComponent> Components { get; init; }

    public required SearchParameterUsage Usage { get; init; }

    /// <summary>Whether several values may be joined by comma.</summary>
    public required bool AllowsOr { get; init; }

    /// <summary>Whether the parameter may be repeated.</summary>
    public required bool AllowsAnd { get; init; }

    /// <summary>The modifiers the definition lists; R4 leaves them out, so empty means "as its kind allows".</summary>
    public required IReadOnlyList<string> Modifiers { get; init; }

    /// <summary>The prefixes the definition lists (<c>eq</c>, <c>ge</c>, ...); empty means "as its kind
    /// allows".</summary>
    public required IReadOnlyList<string> Comparators { get; init; }

    /// <summary>The names a chain may go on with; R4 leaves them out, so empty means any.</summary>
    public required IReadOnlyList<string> Chain { get; init; }

    public override string ToString() => Code;
}
