using System.Collections.Immutable;
using Havel.Consent.Policies;

namespace Havel.Store.Policies;

/// <summary>What all patients say at one policy version. Immutable: a reader keeps the one of its transaction.
/// Only those who have said something take memory.</summary>
internal sealed class PolicySnapshot
{
    public static readonly PolicySnapshot Empty = new(
        0,
        ImmutableDictionary.Create<string, PatientPolicy>(StringComparer.Ordinal),
        ImmutableDictionary<long, SubjectPolicy>.Empty);

    private readonly ImmutableDictionary<string, PatientPolicy> _patients;
    private readonly ImmutableDictionary<long, SubjectPolicy> _subjects;

    private PolicySnapshot(
        long version,
        ImmutableDictionary<string, PatientPolicy> patients,
        ImmutableDictionary<long, SubjectPolicy> subjects)
    {
        Version = version;
        _patients = patients;
        _subjects = subjects;
    }

    /// <summary>The row <c>policy_version</c> of <c>meta</c> that this snapshot belongs to.</summary>
    public long Version { get; }

    /// <summary>The policy of a patient (<c>Patient/x</c>); null for one who has said nothing.</summary>
    public PatientPolicy? Find(string patient) => _patients.GetValueOrDefault(patient);

    /// <summary>The policy of a subject of which at least one patient has said something; null for all others, which
    /// differ only in who their patients are.</summary>
    public SubjectPolicy? Find(long subject) => _subjects.GetValueOrDefault(subject);

    /// <summary>The policy of a subject, whatever its patients have said.</summary>
    /// <param name="subject">The subject.</param>
    /// <param name="members">Looks its patients up; asked only where nobody has said anything.</param>
    public SubjectPolicy Of(long subject, Func<long, IReadOnlyList<string>> members) => subject switch
    {
        Interning.SubjectTable.Directory => SubjectPolicy.Directory,
        Interning.SubjectTable.Unowned => SubjectPolicy.Unowned,
        _ => Find(subject) ?? SubjectPolicy.Of(members(subject).Select(PatientPolicy.Silent)),
    };

    /// <summary>The same under another version.</summary>
    public PolicySnapshot As(long version) => new(version, _patients, _subjects);

    /// <summary>With one patient's policy in place of what they said before.</summary>
    public PolicySnapshot With(PatientPolicy policy) => new(
        Version,
        policy.IsSilent ? _patients.Remove(policy.Patient) : _patients.SetItem(policy.Patient, policy),
        _subjects);

    /// <summary>With the policy of a subject worked out again from its patients' policies.</summary>
    public PolicySnapshot WithSubject(long subject, IReadOnlyList<string> members)
    {
        if (!members.Any(_patients.ContainsKey))
            return new PolicySnapshot(Version, _patients, _subjects.Remove(subject));

        var policy = SubjectPolicy.Of(members.Select(member => Find(member) ?? PatientPolicy.Silent(member)));
        return new PolicySnapshot(Version, _patients, _subjects.SetItem(subject, policy));
    }
}
