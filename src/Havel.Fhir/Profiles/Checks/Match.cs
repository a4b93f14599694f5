namespace Havel.Fhir.Profiles.Checks;

/// <summary>Whether an item belongs to a slice.</summary>
internal enum Match : byte
{
    No,
    Yes,

    /// <summary>It cannot be said: the target of a reference is out of reach, or a code system is not known
    /// here.</summary>
    Unknown,
}
