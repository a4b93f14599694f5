using System.Collections.Frozen;

namespace Havel.Consent.Callers;

/// <summary>Who asks, in what capacity, for whom and what for: the verified token, with the facts that rules need of
/// other resources. Nothing of it may come from what the caller writes into a request.</summary>
public sealed record Caller
{
    private Caller(CallerKind kind, string person, Purpose purpose)
    {
        Kind = kind;
        Person = person;
        Purpose = purpose;
    }

    public CallerKind Kind { get; }

    /// <summary>The reference an actor names them by: <c>Practitioner/x</c>, <c>Patient/x</c>; for a system its
    /// name.</summary>
    public string Person { get; }

    public Purpose Purpose { get; }

    /// <summary>The organisations the caller acts for, as the token names them: <c>Organization/x</c>.</summary>
    public IReadOnlyList<string> Organizations { get; init; } = [];

    /// <summary>What stands above <see cref="Organizations"/> through <c>Organization.partOf</c>.</summary>
    public IReadOnlyList<string> OrganizationAncestors { get; init; } = [];

    /// <summary>The caller's roles: profession codes and the like.</summary>
    public IReadOnlyList<Policies.Coding> Roles { get; init; } = [];

    /// <summary>Whether the caller is meant by references that only other resources can explain: PractitionerRole,
    /// CareTeam, Group
    /// (<c>CareTeam/x</c>), or an identifier (<c>identifier:system|value</c>). What is absent is not known.</summary>
    public IReadOnlyDictionary<string, bool> Memberships { get; init; } = FrozenDictionary<string, bool>.Empty;

    /// <summary>The deployment itself; the name says which job, for the audit.</summary>
    public static Caller ForSystem(string name) => new(CallerKind.System, name, Purpose.Find("HSYSADMIN")!);

    /// <summary>A professional.</summary>
    /// <param name="practitioner">The id of the Practitioner, without type.</param>
    /// <param name="organizations">The ids of the organisations, without type.</param>
    /// <param name="purpose">What for; treatment unless another is given.</param>
    public static Caller ForClinician(
        string practitioner, IEnumerable<string> organizations, Purpose? purpose = null) =>
        new(CallerKind.Clinician, "Practitioner/" + practitioner, purpose ?? Purpose.Treatment)
        {
            Organizations =
                [.. organizations.Select(id => "Organization/" + id).Distinct().Order(StringComparer.Ordinal)],
        };

    /// <summary>A patient, for what is theirs; the purpose is PATRQT.</summary>
    /// <param name="patient">The id of the Patient, without type.</param>
    public static Caller ForPatient(string patient) =>
        new(CallerKind.Patient, "Patient/" + patient, Purpose.PatientRequest);

    /// <summary>A researcher.</summary>
    /// <param name="researcher">The id of the Practitioner they are matched as, without type.</param>
    /// <param name="purpose">HRESCH or a purpose below it.</param>
    public static Caller ForResearcher(string researcher, Purpose? purpose = null) =>
        new(CallerKind.Researcher, "Practitioner/" + researcher, purpose ?? Purpose.Research);

    /// <summary>Whether the caller is that patient.</summary>
    internal bool Is(string patient) =>
        Kind == CallerKind.Patient && string.Equals(Person, patient, StringComparison.Ordinal);

    /// <summary>Whether the caller acts for that organisation or for one below it.</summary>
    public bool ActsFor(string organization) =>
        Organizations.Contains(organization, StringComparer.Ordinal)
        || OrganizationAncestors.Contains(organization, StringComparer.Ordinal);
}
