using System.Collections.Frozen;

namespace Havel.Fhir.Profiles.Core;

/// <summary>Invariants of R4 whose expression says something else than their words, with what they mean. Each is listed
/// with its reason in docs/validation.md.</summary>
internal static class FaultyInvariants
{
    private static readonly FrozenDictionary<string, string> Expressions = new Dictionary<string, string>
    {
        // A reference to the container is allowed from a contained resource, but the published expression looks for an
        // empty id. Source: https://hl7.org/fhir/R4/references.html#contained, and R5's expression of ref-1.
        ["ref-1"] = "reference.startsWith('#').not() or reference = '#' "
            + "or (reference.substring(1) in %rootResource.contained.id)",

        // "answer is Boolean" asks for System.Boolean, which no element is.
        ["que-7"] = "operator = 'exists' implies (answer is boolean)",

        // "category" is a CodeableConcept and never equals a string.
        ["con-3"] = "clinicalStatus.exists() or verificationStatus.coding.where(system = "
            + "'http://terminology.hl7.org/CodeSystem/condition-ver-status' and code = 'entered-in-error').exists() or "
            + "category.coding.where(system = 'http://terminology.hl7.org/CodeSystem/condition-category' and "
            + "code = 'problem-list-item').empty()",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The corrected expression; null where the published one stands.</summary>
    public static string? Corrected(string key) => Expressions.GetValueOrDefault(key);
}
