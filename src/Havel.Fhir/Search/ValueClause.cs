namespace Havel.Fhir.Search;

/// <summary>A parameter with one of several values: <c>code=a,b</c>.</summary>
/// <param name="Parameter">What is searched.</param>
/// <param name="Modifier">How the values are to be understood.</param>
/// <param name="Values">At least one; any of them counts. Their type follows from kind and modifier: composites have
/// <see cref="CompositeValue"/>s, <c>_id</c> has <see cref="IdValue"/>s.</param>
public sealed record ValueClause(SearchParameter Parameter, SearchModifier Modifier, IReadOnlyList<SearchValue> Values)
    : SearchClause;
