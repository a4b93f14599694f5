namespace Havel.Fhir.Search;

/// <summary>That contained resources are searched. Source: https://hl7.org/fhir/R4/search.html#contained.</summary>
/// <param name="IsOnly">Whether only they are (<c>_contained=true</c>); else resources of their own as well
/// (<c>both</c>).</param>
/// <param name="IsAlone">Whether they are answered by themselves (<c>_containedType=contained</c>); else what contains
/// them is.</param>
/// <param name="Containers">The condition that a resource contains one of the type.</param>
public sealed record ContainedSearch(bool IsOnly, bool IsAlone, ValueClause Containers);
