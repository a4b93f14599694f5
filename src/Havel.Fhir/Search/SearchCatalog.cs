using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Binding;

namespace Havel.Fhir.Search;

/// <summary>All search parameters of a store, bound to resource types and to the slots of its index.
/// Immutable.</summary>
public sealed class SearchCatalog
{
    /// <summary>The name under which parameters for all types are listed.</summary>
    public const string AnyType = "Resource";

    private readonly Dictionary<string, TypeParameters> _types;
    private readonly Dictionary<string, IndexSlot> _slotsByName;

    private SearchCatalog(FhirDefinitions definitions, IReadOnlyList<TypeBinding> bindings)
    {
        Definitions = definitions;
        Bindings = bindings;
        _types = bindings.ToDictionary(
            binding => binding.Type.Name,
            binding => new TypeParameters(binding.Parameters.Concat(CommonParameters.Fields)),
            StringComparer.Ordinal);
        _types.Add(AnyType, new TypeParameters(CommonParameters.Of(bindings)));
        Slots = [.. bindings.SelectMany(SlotsOf).DistinctBy(slot => slot.Name).OrderBy(slot => slot.Id)];
        _slotsByName = Slots.ToDictionary(slot => slot.Name, StringComparer.Ordinal);
    }

    public FhirDefinitions Definitions { get; }

    /// <summary>Every slot, by its number.</summary>
    public IReadOnlyList<IndexSlot> Slots { get; }

    internal IReadOnlyList<TypeBinding> Bindings { get; }

    /// <summary>Binds all parameters of the definitions.</summary>
    /// <param name="definitions">The types and parameters.</param>
    /// <param name="intern">Gives the number that stands for a slot's name in this store, the same for ever. Called
    /// once
    /// for each name, in the same order every time.</param>
    public static SearchCatalog Create(FhirDefinitions definitions, Func<string, int> intern)
    {
        ArgumentNullException.ThrowIfNull(intern);
        var types = definitions.ResourceTypes.OrderBy(type => type.Name, StringComparer.Ordinal);
        var byBase = definitions.SearchParameters
            .Where(parameter => parameter.Expression is not null)
            .SelectMany(parameter => parameter.BaseTypes.Select(name => (name, parameter)))
            .ToLookup(pair => pair.name, pair => pair.parameter, StringComparer.Ordinal);
        return new SearchCatalog(
            definitions, [.. types.Select(type => TypeBinder.Bind(definitions, type, byBase, intern))]);
    }

    /// <summary>The parameter of that code.</summary>
    /// <param name="resourceType">The resource type; null for a search over all types, where only those exist that hold
    /// for every type, with the slots of all of them.</param>
    /// <param name="code">The name without modifier.</param>
    public SearchParameter? Find(string? resourceType, string code) =>
        _types.GetValueOrDefault(resourceType ?? AnyType)?.Find(code);

    /// <summary>The parameters of a type in the order of their codes, those for all types included.</summary>
    public IReadOnlyList<SearchParameter> ParametersOf(string resourceType) =>
        _types.GetValueOrDefault(resourceType)?.All ?? [];

    /// <summary>The reference parameters of a type: what <c>_include=Type:*</c> follows.</summary>
    public IReadOnlyList<SearchParameter> ReferencesOf(string resourceType) =>
        _types.GetValueOrDefault(resourceType)?.References ?? [];

    /// <summary>The slot of that name, or null.</summary>
    public IndexSlot? FindSlot(string name) => _slotsByName.GetValueOrDefault(name);

    private static IEnumerable<IndexSlot> SlotsOf(TypeBinding binding)
    {
        foreach (var bound in binding.Slots)
        {
            yield return bound.Slot;
            if (bound.IdentifierSlot is { } identifiers)
                yield return identifiers;
        }

        foreach (var probe in binding.Probes)
        {
            yield return probe.IdentifierSlot;
            yield return probe.AbsenceSlot;
        }
    }
}
