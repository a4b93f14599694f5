using System.Text;

namespace Havel.Fhir.Search.Binding;

/// <summary>A parameter that shares the slots of all references but counts those of one type only.</summary>
internal sealed class TargetProbe(string type, int bit, IndexSlot identifierSlot, IndexSlot absenceSlot)
{
    /// <summary>UTF-8 name of the type that counts.</summary>
    public byte[] Type { get; } = Encoding.UTF8.GetBytes(type);

    /// <summary>The parameter's place in the two masks of an extraction.</summary>
    public ulong Mask { get; } = 1UL << bit;

    public IndexSlot IdentifierSlot { get; } = identifierSlot;

    public IndexSlot AbsenceSlot { get; } = absenceSlot;
}
