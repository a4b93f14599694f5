namespace Havel.Fhir.Parsing;

/// <summary>One object on the way from the root to the current place; kept so that an issue can name its
/// place.</summary>
internal struct PathStep
{
    /// <summary>Id of the property that led to the object; -1 at the root.</summary>
    public int Property;

    /// <summary>Position in the array, or -1 where the property is not an array.</summary>
    public int Item;
}
