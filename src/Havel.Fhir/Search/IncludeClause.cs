namespace Havel.Fhir.Search;

/// <summary><c>_include</c> or <c>_revinclude</c>. Source: https://hl7.org/fhir/R4/search.html#include.</summary>
/// <param name="IsReverse">True for <c>_revinclude</c>.</param>
/// <param name="IsIterating">True for <c>:iterate</c>: included resources are looked through as well.</param>
/// <param name="SourceType">The type that holds the reference; null for <c>*</c> alone, any type.</param>
/// <param name="Parameter">The reference parameter; null for <c>*</c>, all of the source type.</param>
/// <param name="TargetType">Only references to this type; null for any.</param>
public sealed record IncludeClause(
    bool IsReverse,
    bool IsIterating,
    string? SourceType,
    SearchParameter? Parameter,
    string? TargetType);
