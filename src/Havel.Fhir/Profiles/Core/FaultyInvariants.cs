using System.Collections.Frozen;

namespace Havel.Fhir.Profiles.Core;

/// <summary>Invariants of R4 whose expression says something else than their words, with what they mean. Each is listed
/// with its reason in docs/validation.md.</summary>
internal static class FaultyInvariants
{
    private static readonly FrozenDictionary<string, string> Expressions = new Dictionary<string, string>
    {
        // An entry need not have a fullUrl; of nothing, contains() says nothing.
        ["bdl-8"] = "fullUrl.exists() implies fullUrl.contains('/_history/').not()",

        // A probability need not be stated, and may be a Range.
        ["ras-2"] = "probability.ofType(decimal).empty() or probability.ofType(decimal) <= 100",

        // Times of different precision and quantities of different units may have no order: then nothing is wrong.
        ["per-1"] = "iif(start > end, false, true)",
        ["rng-2"] = "iif(low > high, false, true)",
        ["mdd-1"] = "iif(whenHandedOver < whenPrepared, false, true)",

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
