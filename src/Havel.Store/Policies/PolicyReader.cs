using Havel.Consent.Policies;
using Havel.Fhir.Nodes;
using Havel.Store.Interning;
using Havel.Store.Schema;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Policies;

/// <summary>Reads Consents out of the database and compiles them. Works on any connection, so a reader whose
/// transaction
/// is older than the snapshots in memory makes its own.</summary>
internal sealed class PolicyReader(TypeTable types, BodyParser parser)
{
    private const string VersionSql = $"SELECT value FROM meta WHERE name = '{MetaName.PolicyVersion}'";

    private const string AllSql = """
        SELECT m.patient, r.id, r.body FROM resource r JOIN subject_member m ON m.subject = r.subject
        WHERE r.type = ?1 AND r.deleted = 0 ORDER BY m.patient, r.id
        """;

    private const string PatientSql = """
        SELECT r.id, r.body FROM subject_member m CROSS JOIN resource r
        WHERE r.subject = m.subject AND m.patient = ?2 AND r.type = ?1 AND r.deleted = 0 ORDER BY r.id
        """;

    private const string ChangedSql = """
        SELECT DISTINCT m.patient FROM subject_policy p, subject_member m WHERE p.since > ?1 AND m.subject = p.subject
        """;

    private readonly int _consent = types.IdOf("Consent");

    /// <summary>The policy version that the connection's transaction sees.</summary>
    public static long VersionOf(Connection connection)
    {
        var statement = connection.Cached(VersionSql);
        var version = statement.Step() ? statement.Int64(0) : 0;
        statement.Reset();
        return version;
    }

    /// <summary>All policies, as the connection's transaction sees them.</summary>
    public PolicySnapshot Load(Connection connection)
    {
        var snapshot = PolicySnapshot.Empty;
        if (connection.IsShared)
            snapshot = snapshot.With(PolicyNumbers.Load(connection, known: null));

        var consents = new List<(string Id, Node Consent)>();
        string? patient = null;
        var spoken = new List<string>();
        var rows = connection.Cached(AllSql);
        rows.Bind(1, _consent);
        while (rows.Step())
        {
            var next = rows.String(0);
            if (patient is not null && !string.Equals(patient, next, StringComparison.Ordinal))
                snapshot = Compiled(snapshot, patient, consents, spoken);

            patient = next;
            consents.Add((rows.String(1), parser.ParseStored(rows.Blob(2)).Root));
        }

        rows.Reset();
        if (patient is not null)
            snapshot = Compiled(snapshot, patient, consents, spoken);

        foreach (var speaker in spoken)
            snapshot = WithSubjectsOf(connection, snapshot, speaker);

        return snapshot.As(VersionOf(connection));
    }

    /// <summary>What one patient says now.</summary>
    public PatientPolicy Compile(Connection connection, string patient)
    {
        var consents = new List<(string Id, Node Consent)>();
        var rows = connection.Cached(PatientSql);
        rows.Bind(1, _consent);
        rows.BindText(2, patient);
        while (rows.Step())
            consents.Add((rows.String(0), parser.ParseStored(rows.Blob(1)).Root));

        rows.Reset();
        return PatientPolicy.Compile(patient, consents);
    }

    /// <summary>Works the policies of all of a patient's subjects out again.</summary>
    public static PolicySnapshot WithSubjectsOf(Connection connection, PolicySnapshot snapshot, string patient)
    {
        foreach (var subject in SubjectsOf(connection, patient))
            snapshot = snapshot.WithSubject(subject, MembersOf(connection, subject));

        return snapshot;
    }

    /// <summary>The same policies at a later moment, which the connection's transaction sees: only those that have
    /// changed since are read.</summary>
    public PolicySnapshot Advance(Connection connection, PolicySnapshot from)
    {
        var snapshot = from.With(PolicyNumbers.Load(connection, from.Numbers));
        var changed = new List<string>();
        var rows = connection.Cached(ChangedSql);
        rows.Bind(1, from.Version);
        while (rows.Step())
            changed.Add(rows.String(0));

        rows.Reset();
        foreach (var patient in changed)
            snapshot = snapshot.With(Compile(connection, patient));

        foreach (var patient in changed)
            snapshot = WithSubjectsOf(connection, snapshot, patient);

        return snapshot.As(VersionOf(connection));
    }

    /// <summary>The subjects that hold a patient (<c>Patient/x</c>), alone or with others.</summary>
    public static IReadOnlyList<long> SubjectsOf(Connection connection, string patient)
    {
        var subjects = new List<long>();
        var rows = connection.Cached("SELECT subject FROM subject_member WHERE patient = ?1");
        rows.BindText(1, patient);
        while (rows.Step())
            subjects.Add(rows.Int64(0));

        rows.Reset();
        return subjects;
    }

    /// <summary>The patients of a subject, in ordinal order.</summary>
    public static IReadOnlyList<string> MembersOf(Connection connection, long subject)
    {
        var members = new List<string>(1);
        var rows = connection.Cached("SELECT patient FROM subject_member WHERE subject = ?1 ORDER BY patient");
        rows.Bind(1, subject);
        while (rows.Step())
            members.Add(rows.String(0));

        rows.Reset();
        return members;
    }

    private static PolicySnapshot Compiled(
        PolicySnapshot snapshot, string patient, List<(string Id, Node Consent)> consents, List<string> spoken)
    {
        var policy = PatientPolicy.Compile(patient, consents);
        consents.Clear();
        if (policy.IsSilent)
            return snapshot;

        spoken.Add(patient);
        return snapshot.With(policy);
    }
}
