namespace Havel.Fhir.Search;

/// <summary>A string to look for. Source: https://hl7.org/fhir/R4/search.html#string.</summary>
/// <param name="Text">As <see cref="SearchText.Normalise"/> gives it; what starts-with and <c>:contains</c>
/// compare.</param>
/// <param name="Exact"><see cref="SearchHash.Exact"/> of the text as written; with <paramref name="Text"/> what
/// <c>:exact</c> compares.</param>
public sealed record StringValue(string Text, int Exact) : SearchValue;
