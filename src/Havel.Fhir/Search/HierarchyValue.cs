namespace Havel.Fhir.Search;

/// <summary>A place or an organisation with all that are part of it, or with all that it is part of:
/// <c>location:below=Location/23</c>. Source: https://hl7.org/fhir/R4/search.html#recursive.</summary>
/// <param name="Keys">Where it begins: <see cref="SearchHash.Key(string)"/> of each resource meant.</param>
/// <param name="IsBelow">Whether the parts are meant, not the wholes.</param>
/// <param name="Parents">Where the references from part to whole are.</param>
public sealed record HierarchyValue(IReadOnlyList<long> Keys, bool IsBelow, IReadOnlyList<IndexSlot> Parents)
    : SearchValue;
