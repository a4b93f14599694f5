namespace Havel.Fhir.Search.Paths;

/// <summary>The conditions that R4's search parameters put on a step.</summary>
internal enum PathFilterKind : byte
{
    /// <summary><c>where(resolve() is Patient)</c>: the reference is to that type.</summary>
    RefersTo,

    /// <summary><c>where(system='phone')</c>: a child has that text.</summary>
    ChildEquals,

    /// <summary><c>where(hasExtension('url'))</c>: an extension has that address.</summary>
    HasExtension,

    /// <summary><c>[0]</c>: the item's position.</summary>
    Position,
}
