namespace Havel.Consent.Policies;

/// <summary>Whose a resource is, and what they say: the policies of all owners, who all must permit.</summary>
public sealed class SubjectPolicy
{
    private SubjectPolicy(SubjectKind kind, IReadOnlyList<PatientPolicy> owners)
    {
        Kind = kind;
        Owners = owners;
    }

    public static SubjectPolicy Directory { get; } = new(SubjectKind.Directory, []);

    public static SubjectPolicy Unowned { get; } = new(SubjectKind.Unowned, []);

    public SubjectKind Kind { get; }

    /// <summary>One policy for each owner, in the order of their references; empty unless owned.</summary>
    public IReadOnlyList<PatientPolicy> Owners { get; }

    /// <summary>What the owners say, apart from who they are.</summary>
    public PolicyContent Content => PolicyContent.Of(Owners);

    /// <summary>The subject that consists of these owners.</summary>
    /// <param name="owners">At least one; put in order of the patients' references here.</param>
    public static SubjectPolicy Of(params IEnumerable<PatientPolicy> owners)
    {
        PatientPolicy[] sorted = [.. owners.OrderBy(owner => owner.Patient, StringComparer.Ordinal)];
        return sorted.Length == 0 ? Unowned : new SubjectPolicy(SubjectKind.Owned, sorted);
    }
}
