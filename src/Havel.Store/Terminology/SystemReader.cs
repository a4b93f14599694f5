using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>One connection to a code system's file, with what is asked of it. Used by one thread at a time.</summary>
internal sealed class SystemReader : IDisposable
{
    /// <summary>Numbers read at once: the statement is done with before anybody looks at them.</summary>
    private const int Chunk = 512;

    private const string ByCode = "SELECT id FROM concept WHERE code = ?";
    private const string ByAnyCase = "SELECT id FROM concept WHERE code = ? COLLATE NOCASE";

    private readonly SqliteConnection _connection;

    public SystemReader(string path)
    {
        _connection = SqliteConnection.Open(path, OpenMode.ReadOnly);
        _connection.Execute(TerminologySchema.Reader);
    }

    public (CodeSystemHead Head, int Count)? Head() => HeadRows.Read(_connection);

    public List<StoredProperty> Properties()
    {
        var found = new List<StoredProperty>();
        using var select = _connection.Prepare(
            "SELECT id, code, uri, type, description FROM property_name ORDER BY id");
        while (select.Step())
        {
            found.Add(new StoredProperty(select.Int32(0), new(
                select.String(1), select.OptionalString(2), select.String(3), select.OptionalString(4))));
        }

        return found;
    }

    /// <summary>The number of a code, or -1.</summary>
    public long Find(ReadOnlySpan<byte> code, bool isCaseSensitive)
    {
        var select = _connection.Cached(isCaseSensitive ? ByCode : ByAnyCase);
        select.BindText(1, code);
        var id = select.Step() ? select.Int64(0) : -1;
        select.Reset();
        return id;
    }

    /// <summary>The rows of concepts that follow each other. The end is a bound and no <c>LIMIT ?</c>, for which SQLite
    /// would plan the statement anew at every question.</summary>
    public List<StoredConcept> Concepts(long first, int count)
    {
        var select = _connection.Cached(
            "SELECT id, code, display, definition, last, flags FROM concept WHERE id >= ? AND id < ? ORDER BY id");
        select.Bind(1, first);
        select.Bind(2, first + count);
        var rows = new List<StoredConcept>(count);
        while (select.Step())
        {
            rows.Add(new StoredConcept(
                select.Int64(0), select.String(1), select.OptionalString(2), select.OptionalString(3),
                select.Int64(4), (ConceptFlags)select.Int64(5)));
        }

        select.Reset();
        return rows;
    }

    /// <summary>Whether a range below an ancestor, beyond those of the tree, holds the number.</summary>
    public bool Reaches(long ancestor, long id)
    {
        var select = _connection.Cached(
            "SELECT high FROM reach WHERE ancestor = ? AND low <= ? ORDER BY low DESC LIMIT 1");
        select.Bind(1, ancestor);
        select.Bind(2, id);
        var isReached = select.Step() && select.Int64(0) >= id;
        select.Reset();
        return isReached;
    }

    public List<(long Low, long High)> Ranges(long ancestor)
    {
        var select = _connection.Cached("SELECT low, high FROM reach WHERE ancestor = ? ORDER BY low");
        select.Bind(1, ancestor);
        var ranges = new List<(long, long)>();
        while (select.Step())
            ranges.Add((select.Int64(0), select.Int64(1)));
        select.Reset();
        return ranges;
    }

    public List<long> Parents(long id) =>
        Numbers("SELECT parent FROM parent WHERE child = ? ORDER BY parent", id);

    public List<long> Children(long id, long after) => Numbers(
        $"SELECT child FROM parent WHERE parent = ? AND child > ? ORDER BY child LIMIT {Chunk}", id, after);

    /// <summary>Concepts that have a concept as the value of a property.</summary>
    public List<long> WithTarget(int property, long target, long after) => Numbers(
        "SELECT concept FROM property WHERE name = ? AND target = ? AND concept > ? "
        + $"ORDER BY concept LIMIT {Chunk}", property, target, after);

    /// <summary>Concepts that have a text as the value of a property.</summary>
    public List<long> WithValue(int property, string value, long after)
    {
        var select = _connection.Cached(
            "SELECT concept FROM property WHERE name = ? AND value = ? AND concept > ? "
            + $"ORDER BY concept LIMIT {Chunk}");
        select.Bind(1, property);
        select.BindText(2, value);
        select.Bind(3, after);
        return Collect(select);
    }

    /// <summary>Concepts that have the property at all.</summary>
    public List<long> WithProperty(int property, long after) => Numbers(
        "SELECT DISTINCT concept FROM property WHERE name = ? AND concept > ? "
        + $"ORDER BY concept LIMIT {Chunk}", property, after);

    /// <summary>Concepts whose texts match a full-text query.</summary>
    public List<long> WithWords(string query, long after)
    {
        var select = _connection.Cached(
            $"SELECT rowid FROM word WHERE word MATCH ? AND rowid > ? ORDER BY rowid LIMIT {Chunk}");
        select.BindText(1, query);
        select.Bind(2, after);
        return Collect(select);
    }

    /// <summary>All values of a property that are concepts, from its index alone.</summary>
    public List<(long Target, long Concept)> Targets(int property)
    {
        var select = _connection.Cached(
            "SELECT target, concept FROM property WHERE name = ? AND target IS NOT NULL ORDER BY target");
        select.Bind(1, property);
        var pairs = new List<(long, long)>();
        while (select.Step())
            pairs.Add((select.Int64(0), select.Int64(1)));
        select.Reset();
        return pairs;
    }

    public List<StoredDesignation> Designations(long id)
    {
        var select = _connection.Cached(
            "SELECT language, use, value FROM designation WHERE concept = ? ORDER BY rank");
        select.Bind(1, id);
        var found = new List<StoredDesignation>();
        while (select.Step())
            found.Add(new StoredDesignation(select.OptionalString(0), select.OptionalString(1), select.String(2)));
        select.Reset();
        return found;
    }

    public List<StoredPropertyValue> PropertiesOf(long id)
    {
        var select = _connection.Cached("""
            SELECT p.name, p.value, c.code, c.display FROM property p LEFT JOIN concept c ON c.id = p.target
            WHERE p.concept = ? ORDER BY p.name, p.rank
            """);
        select.Bind(1, id);
        var found = new List<StoredPropertyValue>();
        while (select.Step())
        {
            found.Add(new StoredPropertyValue(
                select.Int32(0), select.OptionalString(1), select.OptionalString(2), select.OptionalString(3)));
        }

        select.Reset();
        return found;
    }

    public void Dispose() => _connection.Dispose();

    private List<long> Numbers(string sql, long first, long second) => Collect(Bound(sql, first, second));

    private List<long> Numbers(string sql, long first)
    {
        var select = _connection.Cached(sql);
        select.Bind(1, first);
        return Collect(select);
    }

    private List<long> Numbers(string sql, long first, long second, long third)
    {
        var select = Bound(sql, first, second);
        select.Bind(3, third);
        return Collect(select);
    }

    private SqliteStatement Bound(string sql, long first, long second)
    {
        var select = _connection.Cached(sql);
        select.Bind(1, first);
        select.Bind(2, second);
        return select;
    }

    private static List<long> Collect(SqliteStatement select)
    {
        var numbers = new List<long>();
        while (select.Step())
            numbers.Add(select.Int64(0));
        select.Reset();
        return numbers;
    }
}
