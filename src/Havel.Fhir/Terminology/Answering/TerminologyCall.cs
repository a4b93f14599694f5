namespace Havel.Fhir.Terminology.Answering;

/// <summary>What an operation is told beside its parameters.</summary>
/// <param name="Timestamp">The instant that an expansion bears.</param>
public sealed record TerminologyCall(DateTimeOffset Timestamp)
{
    /// <summary>The header <c>Accept-Language</c>, or null.</summary>
    public string? AcceptLanguage { get; init; }

    /// <summary>The ValueSet, CodeSystem or ConceptMap whose instance was called; empty for none.</summary>
    public ReadOnlyMemory<byte> Instance { get; init; }

    /// <summary>Whether an expansion must be a plain list even where the request would take a tree.</summary>
    public bool IsFlat { get; init; }
}
