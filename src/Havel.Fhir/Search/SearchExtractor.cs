using System.Collections.Frozen;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Binding;
using Havel.Fhir.Search.Rows;

namespace Havel.Fhir.Search;

/// <summary>Turns a resource into the rows it can be found by. Compiled once for each type, at first use; safe for many
/// threads at once.</summary>
public sealed class SearchExtractor
{
    private readonly FrozenDictionary<string, Lazy<TypeExtractor>> _types;
    private readonly FrozenDictionary<string, TypeBinding> _bindings;

    /// <summary>Fills all slots of a catalog.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="previous">An extractor of an earlier catalog; what it has compiled for types that are bound as
    /// before is used again.</param>
    public SearchExtractor(SearchCatalog catalog, SearchExtractor? previous = null)
        : this(catalog, catalog.Bindings, previous)
    {
    }

    private SearchExtractor(
        SearchCatalog catalog, IReadOnlyList<TypeBinding> bindings, SearchExtractor? previous = null)
    {
        _bindings = bindings.ToFrozenDictionary(binding => binding.Type.Name, StringComparer.Ordinal);
        _types = bindings.ToFrozenDictionary(
            binding => binding.Type.Name,
            binding => previous is not null && ReferenceEquals(previous.BindingOf(binding), binding)
                ? previous._types[binding.Type.Name]
                : new Lazy<TypeExtractor>(() => new TypeExtractor(catalog.Definitions, binding)),
            StringComparer.Ordinal);
    }

    /// <summary>Fills only the slots of some custom parameters.</summary>
    /// <param name="catalog">The catalog that has them.</param>
    /// <param name="registrations">Their numbers.</param>
    public static SearchExtractor OfCustom(SearchCatalog catalog, IReadOnlySet<long> registrations)
    {
        var byType = catalog.CustomBindings
            .Where(binding => registrations.Contains(binding.Parameter.Id) && binding.Slots.Count > 0)
            .GroupBy(binding => binding.Type);
        return new SearchExtractor(
            catalog,
            [
                .. byType.Select(group => new TypeBinding(
                    group.Key, [], [.. group.SelectMany(binding => binding.Slots)], [], [])),
            ]);
    }

    /// <summary>The names of the types that have slots to be filled.</summary>
    public IReadOnlyList<string> Types => [.. _types.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Adds the rows of a resource, each once; never fails on a valid one. Contained resources give no rows of
    /// their own but one that says which types they are, and references to them (<c>#x</c>) none: their values are
    /// looked at when <c>_contained</c> asks for them.</summary>
    public void Extract(Node resource, SearchRows rows)
    {
        if (!_types.TryGetValue(resource.Type.Name, out var extractor))
            return;

        extractor.Value.Extract(resource, rows);
        rows.RemoveRepeated();
    }

    private TypeBinding? BindingOf(TypeBinding binding) => _bindings.GetValueOrDefault(binding.Type.Name);
}
