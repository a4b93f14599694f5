namespace Havel.Fhir.Search;

/// <summary>A value for each component. Source: https://hl7.org/fhir/R4/search.html#composite.</summary>
/// <param name="Components">In the order of <see cref="CompositeAlternative.Components"/>.</param>
public sealed record CompositeValue(IReadOnlyList<SearchValue> Components) : SearchValue;
