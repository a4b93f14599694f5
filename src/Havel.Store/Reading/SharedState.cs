using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Store.Databases;
using Havel.Store.Interning;
using Havel.Store.Policies;

namespace Havel.Store.Reading;

/// <summary>What a request must know of a database that other processes write too: the policies, the guards and, for a
/// patient, their subjects. A request begins with what its process knows; the question whether that is what the
/// transaction sees goes along with its first statement. Belongs to one reader.</summary>
internal sealed class SharedState(Connection connection, GuardTable guards, PermitBook book)
{
    private const string StateSql = $"""
        SELECT (SELECT value FROM meta WHERE name = '{Schema.MetaName.PolicyVersion}'), (SELECT max(id) FROM guard)
        """;

    private const string OwnSql = """
        SELECT m.subject, m.patient FROM subject_member o CROSS JOIN subject_member m
        WHERE o.patient = ?1 AND m.subject = o.subject ORDER BY m.subject, m.patient
        """;

    private IReadOnlyList<(long Subject, string[] Members)>? _own;
    private int _lastGuard;
    private bool _isAhead;

    /// <summary>Whose data references were when last looked up.</summary>
    public SubjectGuesses Guesses => book.Guesses;

    /// <summary>What the running request is judged by.</summary>
    public PolicySnapshot Snapshot { get; private set; } = PolicySnapshot.Empty;

    /// <summary>Asks, and works out the grant by the answer.</summary>
    public PermitValues Now(Grant grant, PolicySnapshot snapshot)
    {
        _isAhead = false;
        Snapshot = snapshot;
        var rows = connection.Cached(StateSql);
        var last = rows.Step() ? rows.Int32(1) : 0;
        rows.Reset();
        Meet(last);
        return book.Of(grant, snapshot, last, IsPatient(grant) ? Own(grant) : null);
    }

    /// <summary>Works out the grant by what is known and lets the question go along.</summary>
    public PermitValues Ahead(Grant grant, PolicyIndex policies)
    {
        _own = IsPatient(grant) ? book.OwnOf(grant) : null;
        if (IsPatient(grant) && _own is null)
            return Now(grant, policies.For(connection));

        _isAhead = true;
        Snapshot = policies.Newest;
        var state = connection.Cached(StateSql);
        state.Reset();
        state.Ahead();
        if (_own is not null)
        {
            var rows = connection.Cached(OwnSql);
            rows.Reset();
            rows.BindText(1, grant.Caller.Person);
            rows.Ahead();
        }

        _lastGuard = guards.Last;
        return book.Of(grant, Snapshot, _lastGuard, _own);
    }

    /// <summary>Whether the transaction saw what <see cref="Ahead"/> went by.</summary>
    public bool WasCurrent(PolicyIndex policies)
    {
        if (!_isAhead)
            return true;

        var rows = connection.Cached(StateSql);
        var isCurrent = rows.Step() && policies.Holds(Snapshot, rows.Int64(0)) && rows.Int32(1) <= _lastGuard;
        rows.Reset();
        if (_own is null)
            return isCurrent;

        var own = Read(connection.Cached(OwnSql));
        return isCurrent && own.Count == _own.Count
            && own.Zip(_own).All(pair => pair.First.Subject == pair.Second.Subject);
    }

    /// <summary>Makes sure that the key behind a guard is known.</summary>
    public void Meet(int guard)
    {
        if (guard > 0 && !guards.Knows(guard))
            guards.Learn(connection);
    }

    private static bool IsPatient(Grant grant) => grant.Caller.Kind == CallerKind.Patient;

    private List<(long Subject, string[] Members)> Own(Grant grant)
    {
        var rows = connection.Cached(OwnSql);
        rows.BindText(1, grant.Caller.Person);
        return Read(rows);
    }

    private static List<(long Subject, string[] Members)> Read(Statement rows)
    {
        var own = new List<(long Subject, string[] Members)>();
        while (rows.Step())
        {
            var subject = rows.Int64(0);
            if (own.Count == 0 || own[^1].Subject != subject)
                own.Add((subject, [rows.String(1)]));
            else
                own[^1] = (subject, [.. own[^1].Members, rows.String(1)]);
        }

        rows.Reset();
        return own;
    }
}
