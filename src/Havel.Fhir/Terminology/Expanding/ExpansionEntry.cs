using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Expanding;

/// <summary>One code of an expansion.</summary>
/// <param name="System">The system's address.</param>
/// <param name="Code">The code.</param>
internal sealed record ExpansionEntry(string System, string Code)
{
    /// <summary>The system, where it is known.</summary>
    public ICodeSystem? CodeSystem { get; init; }

    /// <summary>The concept in <see cref="CodeSystem"/>; none where the system is not known.</summary>
    public Concept Concept { get; init; } = Concept.None;

    /// <summary>The version that the value set named for its system, or null.</summary>
    public string? Version { get; init; }

    /// <summary>What the value set itself says of the code, or null.</summary>
    public ValueSetConcept? Listed { get; init; }

    public bool IsAbstract => Listed?.IsAbstract ?? (Concept.Exists && CodeSystem!.IsAbstract(Concept));

    public bool IsInactive => Listed?.IsInactive ?? (Concept.Exists && CodeSystem!.IsInactive(Concept));

    /// <summary>The display of value set or system, without regard to language.</summary>
    public string? Display => Listed?.Display ?? (Concept.Exists ? CodeSystem!.Display(Concept) : null);

    public IEnumerable<Designation> Designations => (Concept.Exists ? CodeSystem!.Designations(Concept) : [])
        .Concat(Listed?.Designations ?? []);
}
