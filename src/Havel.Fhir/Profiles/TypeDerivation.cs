namespace Havel.Fhir.Profiles;

/// <summary>Source: https://hl7.org/fhir/R4/valueset-type-derivation-rule.html.</summary>
public enum TypeDerivation : byte
{
    /// <summary>A type of its own, which may add elements.</summary>
    Specialization,

    /// <summary>A profile: it may only narrow.</summary>
    Constraint,
}
