namespace Havel.Consent.Resources;

/// <summary>Whether a resource is itself a record of consent or of access, which rule 8 governs and no Consent can
/// open.</summary>
public enum Custody : byte
{
    /// <summary>Neither: rules 1 to 7 govern.</summary>
    None,

    /// <summary>A Consent or the Provenance of one: for the patient, the holding organisation and system
    /// grants.</summary>
    Consent,

    /// <summary>An AuditEvent: for the patient and system grants.</summary>
    Audit,
}
