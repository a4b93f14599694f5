using System.Collections.Frozen;
using Havel.Fhir.Definitions;
using Havel.Fhir.Search;

namespace Havel.Store.Indexing;

/// <summary>What rows resources have at a moment: the catalog, and how its slots are filled. Immutable; another one
/// takes its place when search parameters come or go.</summary>
internal sealed class ActiveIndex
{
    /// <summary>Compiles, as far as an earlier index has not done so.</summary>
    /// <param name="catalog">The parameters.</param>
    /// <param name="retired">Slots of parameters that are gone and whose rows are still being removed.</param>
    /// <param name="previous">The index before; null for the first.</param>
    public ActiveIndex(SearchCatalog catalog, IReadOnlyCollection<int> retired, ActiveIndex? previous = null)
    {
        Catalog = catalog;
        Extractor = new SearchExtractor(catalog, previous?.Extractor);
        Unfinished = catalog.UnfinishedSlots.Count == 0 ? null : catalog.UnfinishedSlots;
        Hidden = [.. catalog.UnfinishedSlots, .. retired];
        CodeSlots = CodeSlotsOf(catalog);
    }

    public SearchCatalog Catalog { get; }

    public SearchExtractor Extractor { get; }

    /// <summary>Slots that some older resources have no rows of yet; null where there are none.</summary>
    public IReadOnlySet<int>? Unfinished { get; }

    /// <summary>For each slot of quantities that is R4's own the slot of what was measured: the type's
    /// <c>code</c>.</summary>
    public IReadOnlyDictionary<int, int> CodeSlots { get; }

    /// <summary>Slots that have rows and must not answer anything: those not complete yet, and those on their way
    /// out.</summary>
    public IReadOnlyList<int> Hidden { get; }

    private static FrozenDictionary<int, int> CodeSlotsOf(SearchCatalog catalog)
    {
        var slots = new Dictionary<int, int>();
        foreach (var slot in catalog.Slots)
        {
            if (slot.Table == IndexTable.Quantity && !slot.Name.Contains('#', StringComparison.Ordinal)
                && catalog.Find(slot.ResourceType, "code")
                    is { Kind: SearchParameterKind.Token, Registration: 0, Slots: [{ Table: IndexTable.Token } code] })
                slots[slot.Id] = code.Id;
        }

        return slots.ToFrozenDictionary();
    }
}
