using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Binding;

/// <summary>The parameters that every type has. Source: https://hl7.org/fhir/R4/search.html#all.</summary>
internal static class CommonParameters
{
    /// <summary>Those that stand in the resource's own row.</summary>
    public static readonly IReadOnlyList<SearchParameter> Fields =
    [
        Field("_id", "Resource-id", SearchParameterKind.Token, ResourceField.Id),
        Field("_lastUpdated", "Resource-lastUpdated", SearchParameterKind.Date, ResourceField.LastUpdated),
    ];

    /// <summary>The parameters of a search over all types: those whose code starts with an underscore, over the slots
    /// of
    /// all types.</summary>
    public static IEnumerable<SearchParameter> Of(IReadOnlyList<TypeBinding> bindings)
    {
        var groups = bindings.SelectMany(binding => binding.Parameters)
            .Where(parameter => parameter.Code.StartsWith('_'))
            .GroupBy(parameter => parameter.Code, StringComparer.Ordinal);
        return groups.Select(group => ForAll(group.First(), group)).Concat(Fields);
    }

    private static SearchParameter ForAll(SearchParameter one, IEnumerable<SearchParameter> all) => new()
    {
        Code = one.Code,
        ResourceType = SearchCatalog.AnyType,
        Url = one.Url,
        Kind = one.Kind,
        Expression = one.Expression,
        Slots = [.. all.SelectMany(parameter => parameter.Slots)],
        TextSlots = [.. all.SelectMany(parameter => parameter.TextSlots)],
        TypeSlots = [.. all.SelectMany(parameter => parameter.TypeSlots)],
        IsCanonical = one.IsCanonical,
        Registration = one.Registration,
    };

    private static SearchParameter Field(string code, string id, SearchParameterKind kind, ResourceField field) => new()
    {
        Code = code,
        ResourceType = SearchCatalog.AnyType,
        Url = $"http://hl7.org/fhir/SearchParameter/{id}",
        Kind = kind,
        Expression = code == "_id" ? "Resource.id" : "Resource.meta.lastUpdated",
        Field = field,
    };
}
