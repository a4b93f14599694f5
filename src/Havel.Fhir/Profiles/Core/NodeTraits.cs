namespace Havel.Fhir.Profiles.Core;

/// <summary>What the walk over R4's rules must know of a node.</summary>
[Flags]
internal enum NodeTraits : byte
{
    None = 0,
    Primitive = 1,
    Resource = 2,
    Contained = 4,
    Extension = 8,
    Modifier = 16,
}
