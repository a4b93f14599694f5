using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Binding;
using Havel.Fhir.Search.Custom;

namespace Havel.Fhir.Search;

/// <summary>All search parameters of a store, bound to resource types and to the slots of its index: R4's own, and over
/// them the custom ones. Immutable.</summary>
public sealed class SearchCatalog
{
    /// <summary>The name under which parameters for all types are listed.</summary>
    public const string AnyType = "Resource";

    private readonly Dictionary<string, TypeParameters> _types;
    private readonly Dictionary<string, IndexSlot> _slotsByName;
    private readonly CustomLayer _layer;
    private readonly SearchCatalog _core;

    private SearchCatalog(
        FhirDefinitions definitions, IReadOnlyList<TypeBinding> bindings, SearchCatalog? core, CustomLayer layer)
    {
        Definitions = definitions;
        Bindings = bindings;
        _core = core ?? this;
        _layer = layer;
        _types = bindings.ToDictionary(
            binding => binding.Type.Name,
            binding => new TypeParameters(binding.Parameters.Concat(CommonParameters.Fields)),
            StringComparer.Ordinal);
        _types.Add(AnyType, new TypeParameters(CommonParameters.Of(bindings)));
        Slots = [.. bindings.SelectMany(SlotsOf).DistinctBy(slot => slot.Name).OrderBy(slot => slot.Id)];
        ContainedSlots = [.. bindings.Select(binding => binding.ContainedSlot).OfType<IndexSlot>()];
        _slotsByName = Slots.ToDictionary(slot => slot.Name, StringComparer.Ordinal);
    }

    public FhirDefinitions Definitions { get; }

    /// <summary>Every slot, by its number.</summary>
    public IReadOnlyList<IndexSlot> Slots { get; }

    /// <summary>The slots that say which types a resource contains, as <see cref="ContainedTypes"/> has it.</summary>
    public IReadOnlyList<IndexSlot> ContainedSlots { get; }

    /// <summary>The custom parameters, those that are still being indexed included.</summary>
    public IReadOnlyList<CustomParameter> Custom => _layer.Parameters;

    /// <summary>The numbers of the slots whose rows are not complete yet.</summary>
    public IReadOnlySet<int> UnfinishedSlots => _layer.Unfinished;

    internal IReadOnlyList<TypeBinding> Bindings { get; }

    internal IReadOnlyList<CustomBinding> CustomBindings => _layer.Bindings;

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
            definitions,
            [.. types.Select(type => TypeBinder.Bind(definitions, type, byBase, intern))],
            core: null,
            CustomLayer.None);
    }

    /// <summary>R4's parameters with these custom ones over them, in the place of those there were. Where a type has a
    /// parameter of that code already, R4's or an earlier one of the list, that one stays.</summary>
    /// <param name="custom">In the order of their registration.</param>
    /// <param name="intern">As for <see cref="Create"/>.</param>
    public SearchCatalog With(IReadOnlyList<CustomParameter> custom, Func<string, int> intern)
    {
        if (custom.Count == 0)
            return _core;

        var layer = CustomLayer.Bind(_core, custom, intern);
        return new SearchCatalog(Definitions, layer.Over(_core.Bindings), _core, layer);
    }

    /// <summary>Whether a parameter of that code is being indexed and cannot be searched yet.</summary>
    /// <param name="resourceType">The resource type; null for a search over all types.</param>
    /// <param name="code">The name without modifier.</param>
    public bool IsUnfinished(string? resourceType, string code) =>
        _layer.IsUnfinished(resourceType ?? AnyType, code);

    /// <summary>Whether a query that was read with this parameter, perhaps under an older catalog, can still be
    /// run.</summary>
    public bool Holds(SearchParameter parameter) =>
        parameter.Registration == 0
        || Find(parameter.ResourceType, parameter.Code) is { } now && now.Registration == parameter.Registration;

    /// <summary>The slots of a custom parameter's own.</summary>
    public IReadOnlyList<IndexSlot> SlotsOf(CustomParameter parameter) => _layer.SlotsOf(parameter);

    /// <summary>R4's own binding of a type, or null.</summary>
    internal TypeBinding? CoreBinding(string resourceType) =>
        _core.Bindings.FirstOrDefault(each => string.Equals(each.Type.Name, resourceType, StringComparison.Ordinal));

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
            foreach (var slot in bound.All)
                yield return slot;
        }

        foreach (var probe in binding.Probes)
        {
            yield return probe.IdentifierSlot;
            yield return probe.AbsenceSlot;
        }

        if (binding.ContainedSlot is { } contained)
            yield return contained;
    }
}
