namespace Havel.Fhir.Nodes;

/// <summary>What a reader must know of a node's bytes before it touches them.</summary>
[Flags]
internal enum NodeFlags : ushort
{
    None = 0,

    /// <summary>The JSON string holds escapes, so its bytes are not its text.</summary>
    HasEscapes = 1,

    /// <summary>The node has no value of its own, only id or extensions (<c>"_birthDate": {...}</c> alone).</summary>
    NoValue = 2,

    /// <summary>The record is the companion (<c>_name</c>) of a primitive: iteration passes over it.</summary>
    Companion = 4,
}
