namespace Havel.Fhir.Profiles.Compilation;

/// <summary>All that a snapshot says of the children of one name.</summary>
/// <param name="name">Without <c>[x]</c>.</param>
internal sealed class ElementGroup(string name)
{
    public string Name => name;

    /// <summary>The element itself; null where the snapshot only has slices of it.</summary>
    public ElementTree? Main { get; set; }

    public List<ElementTree> Slices { get; } = [];
}
