namespace Havel.Fhir.Parsing;

/// <summary>What is known so far of the object that is being read.</summary>
internal struct ObjectState(TypePlan plan, int index)
{
    public readonly TypePlan Plan = plan;

    /// <summary>The object's record.</summary>
    public readonly int Index = index;

    /// <summary>Where the guess for the next property's name is kept.</summary>
    public int Slot = plan.FirstSlot;

    /// <summary>The elements seen with a value, by bit.</summary>
    public ulong Values;

    /// <summary>The elements seen with a companion (<c>_name</c>), by bit.</summary>
    public ulong Companions;

    /// <summary>Whether an array of primitives has a null, which needs a companion.</summary>
    public bool HasHoles;

    public bool HasResourceType;
}
