namespace Havel.Server.Operations;

/// <summary>Where an operation can be called. Source: https://hl7.org/fhir/R4/operations.html#executing.</summary>
[Flags]
internal enum OperationLevels : byte
{
    None = 0,

    /// <summary><c>[base]/$name</c>.</summary>
    System = 1,

    /// <summary><c>[base]/[type]/$name</c>.</summary>
    Type = 2,

    /// <summary><c>[base]/[type]/[id]/$name</c>.</summary>
    Instance = 4,
}
