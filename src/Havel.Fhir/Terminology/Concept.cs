namespace Havel.Fhir.Terminology;

/// <summary>A place in one code system. What the number means only that system knows.</summary>
/// <param name="Number">At least 0; -1 for no concept.</param>
/// <param name="Text">The code itself, in a system whose codes cannot be numbered, such as a grammar.</param>
public readonly record struct Concept(long Number, string? Text = null)
{
    /// <summary>No concept.</summary>
    public static Concept None { get; } = new(-1);

    public bool Exists => Number >= 0;
}
