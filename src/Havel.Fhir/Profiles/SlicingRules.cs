namespace Havel.Fhir.Profiles;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-resource-slicing-rules.html.</summary>
public enum SlicingRules : byte
{
    /// <summary>Anything may stand beside the slices.</summary>
    Open,

    /// <summary>Nothing but the slices.</summary>
    Closed,

    /// <summary>Anything may follow behind the slices.</summary>
    OpenAtEnd,
}
