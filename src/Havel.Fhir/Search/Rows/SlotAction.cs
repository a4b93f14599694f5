using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Binding;

namespace Havel.Fhir.Search.Rows;

/// <summary>What to do with the nodes that belong to a slot.</summary>
internal sealed class SlotAction
{
    public SlotAction(BoundSlot bound)
    {
        Kind = bound.Kind;
        Slot = bound.Slot.Id;
        IdentifierSlot = bound.IdentifierSlot?.Id;
        TextSlot = bound.TextSlot?.Id;
        TypeSlot = bound.TypeSlot?.Id;
        HasParts = bound.Root is not null;
        Elsewhere = bound.Elsewhere;
        Probes = [.. bound.Probes];
    }

    public SearchParameterKind Kind { get; }

    public int Slot { get; }

    public int? IdentifierSlot { get; }

    public int? TextSlot { get; }

    public int? TypeSlot { get; }

    /// <summary>Whether rows carry the part they come from.</summary>
    public bool HasParts { get; }

    /// <summary>Children whose texts other slots hold.</summary>
    public IReadOnlySet<string> Elsewhere { get; }

    public TargetProbe[] Probes { get; }
}
