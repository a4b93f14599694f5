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
