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
        ImmutableDictionary<long, SubjectPolicy>.Empty,
        numbers: null);

    private readonly ImmutableDictionary<string, PatientPolicy> _patients;
    private readonly ImmutableDictionary<long, SubjectPolicy> _subjects;
    private readonly PolicyNumbers? _numbers;

    private PolicySnapshot(
        long version,
        ImmutableDictionary<string, PatientPolicy> patients,
        ImmutableDictionary<long, SubjectPolicy> subjects,
        PolicyNumbers? numbers)
    {
        Version = version;
        _patients = patients;
        _subjects = subjects;
        _numbers = numbers;
    }

    /// <summary>The numbers of the policies; only where the database judges by them.</summary>
    public PolicyNumbers Numbers => _numbers ?? throw new InvalidOperationException("These policies have no numbers.");

    /// <summary>The row <c>policy_version</c> of <c>meta</c> that this snapshot belongs to.</summary>
    public long Version { get; }

    /// <summary>The policy of a patient (<c>Patient/x</c>); null for one who has said nothing.</summary>
    public PatientPolicy? Find(string patient) => _patients.GetValueOrDefault(patient);

    /// <summary>The policy of a subject of which at least one patient has said something; null for all others, which
    /// differ only in who their patients are.</summary>
    public SubjectPolicy? Find(long subject) => _subjects.GetValueOrDefault(subject);

    /// <summary>The number of a subject's policy; <see cref="PolicyNumbers.Silent"/> where nobody has said
    /// anything.</summary>
    public int NumberOf(long subject) => Find(subject) is { } policy ? Numbers.Of(policy) : PolicyNumbers.Silent;

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
    public PolicySnapshot As(long version) => new(version, _patients, _subjects, _numbers);

    /// <summary>With the numbers that policies have.</summary>
    public PolicySnapshot With(PolicyNumbers numbers) => new(Version, _patients, _subjects, numbers);

    /// <summary>With one patient's policy in place of what they said before.</summary>
    public PolicySnapshot With(PatientPolicy policy) => new(
        Version,
        policy.IsSilent ? _patients.Remove(policy.Patient) : _patients.SetItem(policy.Patient, policy),
        _subjects,
        _numbers);

    /// <summary>With the policy of a subject worked out again from its patients' policies.</summary>
    public PolicySnapshot WithSubject(long subject, IReadOnlyList<string> members)
    {
        if (!members.Any(_patients.ContainsKey))
            return new PolicySnapshot(Version, _patients, _subjects.Remove(subject), _numbers);

        var policy = SubjectPolicy.Of(members.Select(member => Find(member) ?? PatientPolicy.Silent(member)));
        return new PolicySnapshot(
            Version, _patients, _subjects.SetItem(subject, policy), _numbers?.With(policy));
    }
}
