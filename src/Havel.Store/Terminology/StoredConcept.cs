namespace Havel.Store.Terminology;

/// <summary>A row of the table <c>concept</c>.</summary>
internal sealed record StoredConcept(
    long Id, string Code, string? Display, string? Definition, long Last, ConceptFlags Flags);
