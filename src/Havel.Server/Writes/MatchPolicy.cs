namespace Havel.Server.Writes;

/// <summary>How many matches a conditional delete may have.
/// Source: https://hl7.org/fhir/R4/valueset-conditional-delete-status.html.</summary>
public enum MatchPolicy
{
    /// <summary>There are no conditional deletes.</summary>
    None,
    Single,

    /// <summary>All matches go, up to <see cref="Limits.MaxConditionalDeletes"/>.</summary>
    Multiple,
}
