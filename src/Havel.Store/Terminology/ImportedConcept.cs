namespace Havel.Store.Terminology;

/// <summary>A concept as a publisher's file has it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Display">Its preferred text, or null.</param>
public readonly record struct ImportedConcept(string Code, string? Display)
{
    public string? Definition { get; init; }

    /// <summary>Whether it should no longer be used.</summary>
    public bool IsInactive { get; init; }

    /// <summary>Whether it only groups others and cannot be chosen.</summary>
    public bool IsAbstract { get; init; }
}
