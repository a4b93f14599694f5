using System.Collections.Frozen;

namespace Havel.Fhir.Definitions;

/// <summary>Which search parameters put a resource into the compartment of a patient, encounter, ...
/// Source: https://hl7.org/fhir/R4/compartmentdefinition.html.</summary>
public sealed class CompartmentDefinition
{
    private readonly FrozenDictionary<string, IReadOnlyList<string>> _codes;

    internal CompartmentDefinition(string code, IReadOnlyDictionary<string, IReadOnlyList<string>> codes)
    {
        Code = code;
        _codes = codes.ToFrozenDictionary(StringComparer.Ordinal);
        Types = [.. codes.Keys];
    }

    /// <summary>The type whose instances have such a compartment: <c>Patient</c>, <c>Encounter</c>,
    /// <c>RelatedPerson</c>, <c>Practitioner</c> or <c>Device</c>.</summary>
    public string Code { get; }

    /// <summary>The resource types that can be in the compartment, by name.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>The search parameters of that type whose references count; empty for a type that is never in it.
    /// The entry <c>{def}</c> stands for the instance itself (Patient in the patient compartment by its id).</summary>
    public IReadOnlyList<string> CodesOf(string type) => _codes.GetValueOrDefault(type) ?? [];

    public override string ToString() => Code;
}
