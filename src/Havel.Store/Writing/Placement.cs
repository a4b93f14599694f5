using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Search;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Policies;

namespace Havel.Store.Writing;

/// <summary>Works out whose a version is and what its guard is, under the policies of the running
/// transaction.</summary>
internal sealed class Placement(
    SubjectTable subjects, GuardTable guards, PolicyIndex policies, TargetOwners targets)
{
    /// <summary>Whose a version is that is about to be written.</summary>
    /// <param name="resource">The version.</param>
    /// <param name="sees">Whether its writer sees another resource; null for one who sees all.</param>
    public OwnerSet OwnersOf(ReadyResource resource, Func<StoredResource, bool>? sees) =>
        targets.Resolve(resource.Owners, sees);

    /// <summary>Where a version that is about to be written belongs.</summary>
    public Place Of(ReadyResource resource, OwnerSet owners, long rid)
    {
        var facts = targets.WithCustodians(resource.Facts, resource.Owners);
        var subject = SubjectOf(owners);
        return new Place(rid, subject, resource.At, GuardOf(facts, owners.Patients));
    }

    /// <summary>Where a new resource belongs, without writing anything: its subject is remembered until it is
    /// written.</summary>
    /// <param name="resource">The resource.</param>
    /// <param name="owners">Whose it is.</param>
    /// <param name="rid">Its number.</param>
    /// <param name="isNew">Whether the subject is new.</param>
    /// <returns>Null where something else would have to be written first: a guard that nothing has yet, a new set of
    /// patients one of whom has spoken.</returns>
    public Place? Hold(ReadyResource resource, OwnerSet owners, long rid, out bool isNew)
    {
        isNew = false;
        var said = new PatientPolicy?[owners.Patients.Count];
        for (var index = 0; index < said.Length; index++)
        {
            said[index] = policies.Working.Find(owners.Patients[index]);
            if (said[index] is not null && !subjects.IsKnown(owners.Patients))
                return null;
        }

        var facts = targets.WithCustodians(resource.Facts, resource.Owners);
        if (guards.Find(GuardKey.Of(facts, said)) is not { } guard)
            return null;

        var subject = owners.Kind == OwnerKind.Patients
            ? subjects.Hold(owners.Patients, out isNew)
            : SubjectOf(owners);
        return new Place(rid, subject, resource.At, guard);
    }

    /// <summary>The guard of a version whose owners are known.</summary>
    /// <param name="facts">Of the version.</param>
    /// <param name="patients">Its owners, in ordinal order.</param>
    public int GuardOf(ResourceFacts facts, IReadOnlyList<string> patients)
    {
        if (patients.Count == 0)
            return guards.Intern(GuardKey.Of(facts, []));

        var said = new PatientPolicy?[patients.Count];
        for (var index = 0; index < said.Length; index++)
            said[index] = policies.Working.Find(patients[index]);

        return guards.Intern(GuardKey.Of(facts, said));
    }

    /// <summary>What the owners of a subject say.</summary>
    public SubjectPolicy PolicyOf(long subject) => policies.Working.Of(subject, subjects.Members);

    /// <summary>What these owners say.</summary>
    public SubjectPolicy PolicyOf(OwnerSet owners) => owners.Kind switch
    {
        OwnerKind.Directory => SubjectPolicy.Directory,
        OwnerKind.Patients => SubjectPolicy.Of(
            owners.Patients.Select(patient => policies.Working.Find(patient) ?? PatientPolicy.Silent(patient))),
        _ => SubjectPolicy.Unowned,
    };

    /// <summary>Whether anything of that patient was ever stored here, alone or together with others.</summary>
    public bool Knows(string patient) => subjects.Knows(patient);

    private long SubjectOf(OwnerSet owners)
    {
        if (owners.Kind != OwnerKind.Patients)
            return owners.Kind == OwnerKind.Directory ? SubjectTable.Directory : SubjectTable.Unowned;

        var before = subjects.Mark;
        var subject = subjects.Intern(owners.Patients);
        if (subjects.Mark != before && owners.Patients.Any(patient => policies.Working.Find(patient) is not null))
        {
            policies.Met(subject, owners.Patients);
        }

        return subject;
    }
}
