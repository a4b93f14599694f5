namespace Havel.Fhir.Search;

/// <summary>One way to satisfy a composite: a row of each component, all of the same resource and, unless a component
/// says otherwise, of the same part. Source: https://hl7.org/fhir/R4/search.html#composite.</summary>
/// <param name="Components">In the order of the values between <c>$</c>.</param>
public sealed record CompositeAlternative(IReadOnlyList<CompositeComponent> Components);
