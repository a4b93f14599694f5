namespace Havel.Consent.Policies;

/// <summary>Whose a resource is, in kind.</summary>
public enum SubjectKind : byte
{
    /// <summary>Nobody's, and of a type outside the patient compartment: open to every caller.</summary>
    Directory,

    /// <summary>Nobody's, though its type belongs to patients: system grants only.</summary>
    Unowned,

    /// <summary>It lies in the compartment of one patient or of several.</summary>
    Owned,
}
