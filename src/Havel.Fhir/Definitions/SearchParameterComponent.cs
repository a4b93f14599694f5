namespace Havel.Fhir.Definitions;

/// <summary>One part of a composite search parameter.</summary>
/// <param name="Definition">Canonical address of the search parameter this part is an instance of.</param>
/// <param name="Expression">FHIRPath from the composite's own root expression to the part's values.</param>
public sealed record SearchParameterComponent(string Definition, string Expression);
