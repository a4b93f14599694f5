using Havel.Consent.Resources;
using Havel.Fhir.Nodes;

namespace Havel.Consent.Policies;

/// <summary>All that one patient has said: their active Consents, compiled. Immutable.</summary>
public sealed class PatientPolicy
{
    private PolicyTemplate? _template;

    private PatientPolicy(string patient)
    {
        Patient = patient;
        Consents = [];
        Slots = SlotTable.Empty;
    }

    private PatientPolicy(string patient, IReadOnlyList<ConsentPolicy> consents)
    {
        Patient = patient;
        Consents = consents;
        Slots = SlotTable.Of(consents.SelectMany(consent => ConditionsOf(consent.Root)));
    }

    /// <summary><c>Patient/x</c>.</summary>
    public string Patient { get; }

    /// <summary>The Consents that have a say, in the order of their ids.</summary>
    public IReadOnlyList<ConsentPolicy> Consents { get; }

    /// <summary>Whether the patient has said nothing.</summary>
    public bool IsSilent => Consents.Count == 0;

    /// <summary>The number of conditions that guards of this patient's resources note.</summary>
    public int SlotCount => Slots.Slots.Count;

    internal SlotTable Slots { get; }

    /// <summary>What the policy says, apart from whose it is: equal for very many patients.</summary>
    internal PolicyTemplate Template => _template ??= PolicyTemplate.Of(this);

    /// <summary>The policy of a patient who has said nothing.</summary>
    public static PatientPolicy Silent(string patient) => new(patient);

    /// <summary>Compiles a patient's Consents. Those that are not active, or not of this patient, have no
    /// say.</summary>
    /// <param name="patient"><c>Patient/x</c>.</param>
    /// <param name="consents">Ids (without type) and roots of current Consents; their order does not matter.</param>
    public static PatientPolicy Compile(string patient, IEnumerable<(string Id, Node Consent)> consents)
    {
        var compiled = new List<ConsentPolicy>();
        foreach (var (id, consent) in consents)
        {
            if (ConsentCompiler.Compile(patient, id, consent) is { } policy)
                compiled.Add(policy);
        }

        return Of(patient, compiled);
    }

    /// <summary>Whether two versions of a patient's policy give every resource the same guard, so that none need be
    /// guarded anew.</summary>
    public bool GuardsLike(PatientPolicy other) => Slots.Slots.SequenceEqual(other.Slots.Slots);

    /// <summary>Whether a resource has the same guard under both versions of the policy.</summary>
    public bool GuardsLike(PatientPolicy other, ResourceFacts facts) =>
        Slots.Outcomes(facts).SequenceEqual(other.Slots.Outcomes(facts));

    internal static PatientPolicy Of(string patient, IEnumerable<ConsentPolicy> consents) =>
        new(patient, [.. consents.OrderBy(consent => consent.Id, StringComparer.Ordinal)]);

    private static IEnumerable<Condition> ConditionsOf(Provision provision) =>
        provision.Conditions.SelectMany(group => group).Concat(provision.Children.SelectMany(ConditionsOf));
}
