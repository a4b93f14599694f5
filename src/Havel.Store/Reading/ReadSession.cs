using Havel.Consent.Callers;
using Havel.Consent.Grants;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Planning;
using Havel.Store.Policies;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Reading;

/// <summary>One connection while it answers one request: a grant, the policies that fit the transaction, and what plans
/// are written and run with. Used by one thread at a time.</summary>
internal sealed class ReadSession : ICardinality
{
    private const string OwnSql = """
        SELECT m.subject, m.patient FROM subject_member o CROSS JOIN subject_member m
        WHERE o.patient = ?1 AND m.subject = o.subject ORDER BY m.subject, m.patient
        """;

    private readonly Permit _permit;
    private readonly ResourcePreparation _preparation;
    private readonly SizeLooks _sizes;
    private BodyParser? _bodies;
    private readonly PermitBook? _book;
    private readonly GuardTable _guards;
    private bool _isUnrestricted;

    /// <param name="connection">The connection.</param>
    /// <param name="preparation">Has the index.</param>
    /// <param name="types">Their numbers.</param>
    /// <param name="guards">Their numbers.</param>
    /// <param name="book">Where the database decides by values that go with each statement: works them out.</param>
    public ReadSession(
        Connection connection,
        ResourcePreparation preparation,
        TypeTable types,
        GuardTable guards,
        PermitBook? book = null)
    {
        Connection = connection;
        _preparation = preparation;
        Types = types;
        Sql = new SqlText(connection.Dialect);
        _book = book;
        _guards = guards;
        _permit = new Permit(connection, guards);
        _sizes = new SizeLooks(this);
    }

    public Connection Connection { get; }

    /// <summary>The index of this moment. It may be newer than the transaction, never older.</summary>
    public ActiveIndex Index => _preparation.Index;

    public TypeTable Types { get; }

    /// <summary>The statement being written; every use begins it anew.</summary>
    public SqlText Sql { get; }

    public FhirDefinitions Definitions => _preparation.Definitions;

    /// <summary>A stored body as nodes; they are good until the thread parses another one.</summary>
    public NodeTable Parse(ReadOnlyMemory<byte> body) => (_bodies ??= new BodyParser(Definitions)).Parse(body);

    /// <summary>What plans of this request need.</summary>
    public PlanContext PlanContext => new(Types, !_isUnrestricted, this, new HierarchyWalk(this));

    /// <summary>Makes ready for a request.</summary>
    /// <param name="grant">Of the request.</param>
    /// <param name="snapshot">The policies as the transaction sees them; asked for only if the grant needs any.</param>
    public void Begin(Grant grant, Func<Connection, PolicySnapshot> snapshot)
    {
        _isUnrestricted = grant.IsUnrestricted;
        if (_isUnrestricted)
            return;

        var policies = snapshot(Connection);
        _permit.Begin(grant, policies);
        if (_book is { } book)
            Sql.Permit = book.Of(grant, policies, LastGuard(), Own(grant));
    }

    public void End()
    {
        _permit.End();
        Sql.Permit = null;
    }

    /// <summary>Whether the grant permits a row that is at hand.</summary>
    public bool Sees(long subject, int guard) => _isUnrestricted || _permit.Permits(subject, guard);

    /// <summary>Whether the grant must be asked for every row.</summary>
    public bool IsGuarded => !_isUnrestricted;

    public long Estimate(RowSource source, int cap)
    {
        SqlWriter.CountUpTo(Sql, source, cap);
        return Scalar();
    }

    public double Size(RowSource source) => _sizes.Of(source);

    public IReadOnlyList<long> Present(IReadOnlyList<int> slots, IReadOnlyList<long> values)
    {
        if (Connection.IsShared)
            return PresentAtOnce(slots, values);

        var any = Connection.Cached("SELECT 1 FROM token_row WHERE slot = ?1 AND value = ?2");
        var present = new List<long>();
        foreach (var value in values)
        {
            var found = false;
            for (var at = 0; at < slots.Count && !found; at++)
            {
                any.Bind(1, slots[at]);
                any.Bind(2, value);
                found = any.Step();
                any.Reset();
            }

            if (found)
                present.Add(value);
        }

        return present;
    }

    private List<long> PresentAtOnce(IReadOnlyList<int> slots, IReadOnlyList<long> values)
    {
        var rows = Connection.Cached("""
            SELECT v FROM unnest(?2) AS v
            WHERE EXISTS (SELECT 1 FROM token_row AS r WHERE r.slot = ANY(?1) AND r.value = v OFFSET 0)
            """);
        rows.Bind(1, slots.Select(slot => (long)slot).ToArray());
        rows.Bind(2, [.. values]);
        var present = new List<long>();
        while (rows.Step())
            present.Add(rows.Int64(0));

        rows.Reset();
        return present;
    }

    public IReadOnlyList<long>? SubjectsOf(RowSeek seek, int cap)
    {
        if (Connection.IsShared)
            return SubjectsAtOnce(seek, cap);

        var subjects = new List<long>(1);
        var after = long.MinValue;
        while (subjects.Count <= cap)
        {
            SqlWriter.NextSubject(Sql, seek, after);
            var statement = Sql.Prepare(Connection);
            var found = statement.Step();
            after = found ? statement.Int64(0) : after;
            statement.Reset();
            if (!found)
                return subjects;

            subjects.Add(after);
        }

        return null;
    }

    private List<long>? SubjectsAtOnce(RowSeek seek, int cap)
    {
        SqlWriter.Subjects(Sql, seek, cap + 1);
        var rows = Sql.Prepare(Connection);
        var subjects = new List<long>(1);
        while (rows.Step())
            subjects.Add(rows.Int64(0));

        rows.Reset();
        return subjects.Count <= cap ? subjects : null;
    }

    /// <summary>The largest guard that the transaction sees; all up to it are known then.</summary>
    private int LastGuard()
    {
        var rows = Connection.Cached("SELECT max(id) FROM guard");
        var last = rows.Step() ? rows.Int32(0) : 0;
        rows.Reset();
        if (last > 0 && !_guards.Knows(last))
            _guards.Learn(Connection);

        return last;
    }

    /// <summary>The subjects a patient belongs to, each with all its patients.</summary>
    private List<(long Subject, string[] Members)>? Own(Grant grant)
    {
        if (grant.Caller.Kind != CallerKind.Patient)
            return null;

        var own = new List<(long Subject, string[] Members)>();
        var members = new List<string>();
        var rows = Connection.Cached(OwnSql);
        rows.BindText(1, grant.Caller.Person);
        while (rows.Step())
        {
            var subject = rows.Int64(0);
            if (own.Count == 0 || own[^1].Subject != subject)
            {
                own.Add((subject, []));
                members.Clear();
            }

            members.Add(rows.String(1));
            own[^1] = (subject, [.. members]);
        }

        rows.Reset();
        return own;
    }

    /// <summary>The first column of the first row of the statement written.</summary>
    public long Scalar()
    {
        var statement = Sql.Prepare(Connection);
        var value = statement.Step() ? statement.Int64(0) : 0;
        statement.Reset();
        return value;
    }
}
