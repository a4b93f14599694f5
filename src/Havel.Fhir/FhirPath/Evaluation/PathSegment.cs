namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>One element name of a path.</summary>
/// <param name="Name">The element's name.</param>
/// <param name="NameId">Its id in the definition's name index; -1 for a name that no element has.</param>
/// <param name="IsSingle">Whether the definitions allow one occurrence at most, so that the search may stop.</param>
/// <param name="Filter">What the nodes must satisfy; null for nothing.</param>
internal sealed record PathSegment(string Name, int NameId, bool IsSingle, NodeFilter? Filter = null);
