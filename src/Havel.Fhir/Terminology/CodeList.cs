using Havel.Fhir.Issues;

namespace Havel.Fhir.Terminology;

/// <summary>Codes of one or more systems, or why there are none.</summary>
/// <param name="Codes">The codes, each once; empty with an <paramref name="Issue"/>.</param>
/// <param name="Issue">What stood in the way: an unknown value set or system, or more codes than the limit; else
/// null.</param>
public sealed record CodeList(IReadOnlyList<SystemCode> Codes, Issue? Issue = null);
