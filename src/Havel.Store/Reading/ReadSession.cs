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
    private readonly Permit _permit;
    private readonly ResourcePreparation _preparation;
    private readonly SizeLooks _sizes;
    private BodyParser? _bodies;
    private bool _isUnrestricted;

    public ReadSession(Connection connection, ResourcePreparation preparation, TypeTable types, GuardTable guards)
    {
        Connection = connection;
        _preparation = preparation;
        Types = types;
        Sql = new SqlText(connection.Dialect);
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
        if (!_isUnrestricted)
            _permit.Begin(grant, snapshot(Connection));
    }

    public void End() => _permit.End();

    /// <summary>Whether the grant permits a row that is at hand.</summary>
    public bool Sees(long subject, int guard) => _isUnrestricted || _permit.Permits(subject, guard);

    /// <summary>A condition for statements that are not plans; begins with <c>AND</c>, empty where nothing
    /// binds.</summary>
    public string Guarded(string row) => _isUnrestricted ? string.Empty : $" AND permit({row}.subject, {row}.guard)";

    public long Estimate(RowSource source, int cap)
    {
        SqlWriter.CountUpTo(Sql, source, cap);
        return Scalar();
    }

    public double Size(RowSource source) => _sizes.Of(source);

    public IReadOnlyList<long> Present(IReadOnlyList<int> slots, IReadOnlyList<long> values)
    {
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

    public IReadOnlyList<long>? SubjectsOf(RowSeek seek, int cap)
    {
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

    /// <summary>The first column of the first row of the statement written.</summary>
    public long Scalar()
    {
        var statement = Sql.Prepare(Connection);
        var value = statement.Step() ? statement.Int64(0) : 0;
        statement.Reset();
        return value;
    }
}
