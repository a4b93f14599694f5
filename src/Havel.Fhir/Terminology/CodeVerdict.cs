namespace Havel.Fhir.Terminology;

/// <summary>What a look at a value set or code system found.</summary>
public enum CodeVerdict : byte
{
    /// <summary>The code is there and may be used.</summary>
    Member,

    /// <summary>Code and system are known, but the value set leaves the code out.</summary>
    NotMember,

    /// <summary>The system is known in full, and it has no such code.</summary>
    UnknownCode,

    /// <summary>Nothing is known of the system, or not of that version, so nothing can be said of its codes.</summary>
    UnknownSystem,

    /// <summary>There is no such value set here, or it cannot be read.</summary>
    UnknownValueSet,

    /// <summary>The question has an answer, but not here: a fragment of a code system, a filter that is not known,
    /// a value set that includes itself.</summary>
    Undecidable,
}
