using Havel.Consent.Grants;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search;
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
    private readonly SharedState? _shared;
    private readonly List<SubjectGuess> _guesses = [];
    private bool _isGuessing;
    private bool _isUnrestricted;

    /// <summary>Makes a session of a connection; it lasts as long as that.</summary>
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
        _shared = book is null ? null : new SharedState(connection, guards, book);
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
    public PlanContext PlanContext => new(Types, !_isUnrestricted, this, new HierarchyWalk(this))
    {
        FullText = _preparation.FullText,
    };

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
        Sql.Permit = _shared?.Now(grant, policies);
    }

    /// <summary>Makes ready for a request by what is known, without asking; <see cref="WasCurrent"/> tells at the end
    /// whether that was right.</summary>
    public void BeginAhead(Grant grant, PolicyIndex policies)
    {
        _isGuessing = true;
        _isUnrestricted = grant.IsUnrestricted;
        if (_isUnrestricted)
            return;

        Sql.Permit = _shared!.Ahead(grant, policies);
        _permit.Begin(grant, _shared.Snapshot);
    }

    /// <summary>Whether what the request began with is what its transaction sees. Else its answer counts for
    /// nothing.</summary>
    public bool WasCurrent(PolicyIndex policies) =>
        GuessedRight() & (_isUnrestricted
            || (_shared!.WasCurrent(policies) && _shared.Snapshot.Version >= PolicyFloor));

    /// <summary>The policy version that a request must see at least, where the connection reads a copy.</summary>
    public long PolicyFloor { get; set; }

    /// <summary>Makes ready for a single statement that tells the policy version itself.</summary>
    /// <returns>The policies that the grant is judged by; null where it needs none.</returns>
    public PolicySnapshot? BeginAlone(Grant grant, PolicyIndex policies)
    {
        _isUnrestricted = grant.IsUnrestricted;
        if (_isUnrestricted)
            return null;

        var snapshot = policies.Newest;
        _permit.Begin(grant, snapshot);
        return snapshot;
    }

    /// <summary>The next statement is the request's last.</summary>
    public void EndWithNext()
    {
        if (IsAlone)
            Connection.EndWithNext();
    }

    public void End()
    {
        _permit.End();
        Sql.Permit = null;
        _isGuessing = false;
        _guesses.Clear();
    }

    /// <summary>Whether the grant permits a row that is at hand.</summary>
    public bool Sees(long subject, int guard)
    {
        if (_isUnrestricted)
            return true;

        _shared?.Meet(guard);
        return _permit.Permits(subject, guard);
    }

    /// <summary>Whether the transaction is of one request alone, and so ends with it.</summary>
    public bool IsAlone { get; set; }

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

    public bool HaveAll(string type, IReadOnlyList<int> slots)
    {
        Sql.Clear().Add("SELECT 1 FROM form_slot AS f WHERE f.type = ").Bind(type);
        Sql.Add(" AND f.slot = ").Bind(SeenTable.FormSlot);
        Sql.Add(" AND NOT EXISTS (SELECT 1 FROM form_slot AS s WHERE s.type = f.type AND ");
        Sql.Equal("s", "slot", slots).Add(" AND s.form = f.form) LIMIT 1");
        var rows = Sql.Prepare(Connection);
        var found = rows.Step();
        rows.Reset();
        return !found;
    }

    public IReadOnlyList<long>? UnitsOf(int slot, RowSeek codes)
    {
        if (codes is not { Table: IndexTable.Token, Slots: [var only], Test: TokenTest test }
            || !Index.CodeSlots.TryGetValue(slot, out var own) || own != only || codes.HasLongList)
            return null;

        Sql.Clear().Add("SELECT DISTINCT u.unit FROM unit_of AS u WHERE u.slot = ").Bind(slot);
        Sql.Add(" AND ").Equal("u", "code", test.Values);
        return Read(Sql.Prepare(Connection));
    }

    public bool RepeatsTexts(int slot)
    {
        Sql.Clear().Add("SELECT count(*), count(DISTINCT t.value) FROM (SELECT d.value FROM string_row AS d WHERE ");
        Sql.Add("d.slot = ").Bind(slot).Add(" ORDER BY d.value LIMIT ", Numbers.Of(Limits.SampledTexts)).Add(") AS t");
        var rows = Sql.Prepare(Connection);
        rows.Step();
        var (seen, different) = (rows.Int64(0), rows.Int64(1));
        rows.Reset();
        return seen == Limits.SampledTexts && different <= Limits.FewTexts;
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

        SqlWriter.OutermostSubjects(Sql, seek);
        var outermost = Sql.Prepare(Connection);
        outermost.Step();
        var isNobody = outermost.IsNull(0);
        var (first, last) = (outermost.Int64(0), outermost.Int64(1));
        outermost.Reset();
        return isNobody ? [] : first == last ? [first] : SubjectsFrom(seek, first, cap);
    }

    private List<long>? SubjectsFrom(RowSeek seek, long first, int cap)
    {
        var subjects = new List<long> { first };
        while (subjects.Count <= cap)
        {
            SqlWriter.NextSubject(Sql, seek, subjects[^1]);
            var statement = Sql.Prepare(Connection);
            var found = statement.Step();
            var next = found ? statement.Int64(0) : 0;
            statement.Reset();
            if (!found)
                return subjects;

            subjects.Add(next);
        }

        return null;
    }

    private List<long>? SubjectsAtOnce(RowSeek seek, int cap)
    {
        if (_isGuessing && _shared!.Guesses.Find(seek) is { } known)
        {
            Guess(seek, known, cap);
            return [.. known];
        }

        SqlWriter.Subjects(Sql, seek, cap + 1);
        var subjects = Read(NotUnderWay());
        if (subjects.Count > cap)
            return null;

        _shared?.Guesses.Keep(seek, [.. subjects]);
        return subjects;
    }

    /// <summary>Goes by what is known and lets the look-up go along.</summary>
    private void Guess(RowSeek seek, long[] known, int cap)
    {
        if (known.Length == 1)
            SqlWriter.SubjectBounds(Sql, seek);
        else
            SqlWriter.Subjects(Sql, seek, cap + 1);

        var rows = NotUnderWay();
        rows.Ahead();
        _guesses.Add(new SubjectGuess(seek, known, rows));
    }

    /// <summary>A statement of the text written that no guess of this request waits for: one that is under way must not
    /// get other values.</summary>
    private Statement NotUnderWay()
    {
        var rows = Connection.Cached(Sql.Text);
        foreach (var guess in _guesses)
        {
            if (ReferenceEquals(guess.Rows, rows))
                rows = Connection.Prepare(Sql.Text.ToString());
        }

        Sql.BindTo(rows);
        return rows;
    }

    private static List<long> Read(Statement rows)
    {
        var subjects = new List<long>(1);
        while (rows.Step())
            subjects.Add(rows.Int64(0));

        rows.Reset();
        return subjects;
    }

    private bool GuessedRight()
    {
        var isRight = true;
        foreach (var guess in _guesses)
        {
            if (Holds(guess))
                continue;

            isRight = false;
            _shared!.Guesses.Forget(guess.Seek);
        }

        _guesses.Clear();
        return isRight;
    }

    private static bool Holds(in SubjectGuess guess)
    {
        var rows = guess.Rows;
        if (guess.Subjects is not [var only])
            return Read(rows).SequenceEqual(guess.Subjects);

        var holds = rows.Step() && !rows.IsNull(0) && rows.Int64(0) == only && rows.Int64(1) == only;
        rows.Reset();
        return holds;
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
