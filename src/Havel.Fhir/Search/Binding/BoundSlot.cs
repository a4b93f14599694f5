using System.Collections.Frozen;
using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Paths;

namespace Havel.Fhir.Search.Binding;

/// <summary>A slot with all that filling it takes.</summary>
internal sealed class BoundSlot
{
    public required IndexSlot Slot { get; init; }

    public required SearchParameterKind Kind { get; init; }

    public required IReadOnlyList<UnionMember> Members { get; init; }

    /// <summary>For references: the slot of the identifiers; else null.</summary>
    public IndexSlot? IdentifierSlot { get; init; }

    /// <summary>For tokens that have texts: their slot; else null.</summary>
    public IndexSlot? TextSlot { get; init; }

    /// <summary>For identifiers: the slot of their values by type; else null.</summary>
    public IndexSlot? TypeSlot { get; init; }

    /// <summary>All slots that are filled with this one.</summary>
    public IEnumerable<IndexSlot> All => new[] { Slot, IdentifierSlot, TextSlot, TypeSlot }.OfType<IndexSlot>();

    /// <summary>Children of the names or addresses in this slot whose texts other slots hold.</summary>
    public IReadOnlySet<string> Elsewhere { get; init; } = FrozenSet<string>.Empty;

    /// <summary>The composite's root whose elements number the parts of the rows; null where all rows have part
    /// 0.</summary>
    public SearchPath? Root { get; set; }

    /// <summary>Whether it belongs to a custom parameter. The parts of such a slot are numbered apart from all others,
    /// so that no root can change the numbers of another.</summary>
    public bool IsCustom { get; init; }

    /// <summary>The parameters that see only references of one type in this slot.</summary>
    public List<TargetProbe> Probes { get; } = [];

    /// <summary>Whether all its values lie under a composite's root.</summary>
    public bool LiesUnder(SearchPath root)
    {
        foreach (var member in Members)
        {
            if (member.Path?.StartsWith(root) != true)
                return false;
        }

        return true;
    }
}
