namespace Havel.Fhir.Search;

/// <summary><c>parameter:missing=true|false</c>. Source: https://hl7.org/fhir/R4/search.html#modifiers.</summary>
/// <param name="Parameter">What is searched; for a reference its identifier slot counts as a value too,
/// and where it has an absence slot, a row there counts as missing.</param>
/// <param name="IsMissing">True for resources without any row of the parameter, false for those with one.</param>
public sealed record MissingClause(SearchParameter Parameter, bool IsMissing) : SearchClause;
