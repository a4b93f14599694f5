using System.IO.Hashing;
using System.Runtime.InteropServices;
using Havel.Fhir.Terminology;
using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>Writes one code system into a file of its own: concepts as they come, with their texts, properties and
/// parents in any order, and at the end the hierarchy. The rows wait on disk; memory holds some forty bytes a concept
/// and eight a parent. The file takes its name when it is whole, so a broken import leaves what was there.</summary>
public sealed class CodeSystemWriter : IDisposable
{
    private const int RowsPerTransaction = 100_000;

    private readonly string _path;
    private readonly string _finalPath;
    private readonly CodeSystemHead _head;
    private readonly SqliteConnection _connection;
    private readonly Dictionary<ulong, int> _ordinals = [];
    private readonly List<long> _edges = [];
    private readonly List<PropertyDefinition> _properties = [];
    private readonly StagedRows _rows;
    private int _uncommitted;
    private bool _isWhole;

    internal CodeSystemWriter(string finalPath, CodeSystemHead head)
    {
        _finalPath = finalPath;
        _path = finalPath + ".new";
        _head = head;
        DeleteFiles();
        _connection = SqliteConnection.Open(_path, OpenMode.ReadWriteCreate);
        _connection.Execute(TerminologySchema.Writer);
        using (var attach = _connection.Prepare("ATTACH DATABASE ? AS stage"))
        {
            attach.BindText(1, _path + ".stage");
            attach.Run();
        }

        _connection.Execute("PRAGMA stage.journal_mode = OFF; PRAGMA stage.synchronous = OFF");
        _connection.Execute(TerminologySchema.Tables);
        _connection.Execute(TerminologySchema.Stage);
        _connection.Execute("BEGIN");
        _rows = new StagedRows(_connection);
    }

    /// <summary>Concepts so far.</summary>
    public int Concepts => _ordinals.Count;

    /// <summary>Rows of all kinds so far.</summary>
    public long Rows { get; private set; }

    /// <summary>Names a property; concepts refer to it by the number.</summary>
    public int DefineProperty(PropertyDefinition definition)
    {
        _properties.Add(definition);
        return _properties.Count - 1;
    }

    /// <summary>Adds a concept.</summary>
    /// <returns>Its ordinal, or -1 where the code is there already.</returns>
    public int Add(in ImportedConcept concept)
    {
        var ordinal = _ordinals.Count;
        if (!_ordinals.TryAdd(Key(concept.Code), ordinal))
            return -1;

        _rows.Concept(ordinal, concept);
        Count();
        return ordinal;
    }

    /// <summary>The ordinal of a code that was added, or -1.</summary>
    public int Find(ReadOnlySpan<char> code) => _ordinals.GetValueOrDefault(Key(code), -1);

    /// <summary>Puts a concept below another one. A parent that is named twice counts once.</summary>
    public void AddParent(int child, int parent) => _edges.Add(((long)child << 32) | (uint)parent);

    /// <summary>Gives a concept its display, in place of the one it was added with.</summary>
    public void SetDisplay(int ordinal, string display) => _rows.Display(ordinal, display);

    /// <summary>Adds a further text.</summary>
    /// <param name="ordinal">The concept.</param>
    /// <param name="language">BCP 47, or null.</param>
    /// <param name="use">The use as <c>system|code|display</c>, or null.</param>
    /// <param name="value">The text.</param>
    public void AddDesignation(int ordinal, string? language, string? use, string value)
    {
        _rows.Designation(ordinal, language, use, value);
        Count();
    }

    /// <summary>Adds a property's value.</summary>
    public void AddProperty(int ordinal, int property, string value)
    {
        _rows.Property(ordinal, property, target: null, value);
        Count();
    }

    /// <summary>Adds a property whose value is a concept of the same system.</summary>
    public void AddProperty(int ordinal, int property, int target)
    {
        _rows.Property(ordinal, property, target, value: null);
        Count();
    }

    /// <summary>Works out the hierarchy, writes the tables in its order and puts the file in its place.</summary>
    /// <returns>Codes of a circle in the hierarchy, where there is one: then nothing was put in place. Else
    /// empty.</returns>
    public IReadOnlyList<string> Finish()
    {
        _connection.Execute("COMMIT");
        _rows.Dispose();
        var plan = new HierarchyPlan(_ordinals.Count, DistinctEdges());
        if (plan.Build() is { Count: > 0 } circle)
            return [.. circle.Take(Limits.NamedConcepts).Select(CodeOf)];

        _connection.Execute("BEGIN");
        FinishedTables.Write(_connection, plan);
        WriteHead();
        _connection.Execute("COMMIT");
        _connection.Execute(TerminologySchema.Indexes);
        if (!_head.IsCaseSensitive)
            _connection.Execute(TerminologySchema.AnyCase);
        WordIndex.Write(_connection);
        _connection.Execute("DETACH DATABASE stage");
        _connection.Execute("PRAGMA optimize");
        _connection.Dispose();
        File.Move(_path, _finalPath, overwrite: true);
        _isWhole = true;
        return [];
    }

    public void Dispose()
    {
        _rows.Dispose();
        _connection.Dispose();
        if (!_isWhole && File.Exists(_path))
            File.Delete(_path);
        File.Delete(_path + ".stage");
    }

    /// <summary>Codes are found by a hash of 64 bits: among a million codes two share one with a probability of three
    /// in a hundred million.</summary>
    private static ulong Key(ReadOnlySpan<char> code) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(code));

    private void Count()
    {
        Rows++;
        if (++_uncommitted < RowsPerTransaction)
            return;

        _connection.Execute("COMMIT; BEGIN");
        _uncommitted = 0;
    }

    private List<(int Child, int Parent)> DistinctEdges()
    {
        _edges.Sort();
        var distinct = new List<(int, int)>(_edges.Count);
        long before = -1;
        foreach (var edge in _edges)
        {
            if (edge != before)
                distinct.Add(((int)(edge >> 32), (int)edge));
            before = edge;
        }

        _edges.Clear();
        _edges.TrimExcess();
        return distinct;
    }

    private string CodeOf(int ordinal)
    {
        using var select = _connection.Prepare("SELECT code FROM stage.concept WHERE ordinal = ?");
        select.Bind(1, ordinal);
        return select.Step() ? select.String(0) : string.Empty;
    }

    private void WriteHead()
    {
        HeadRows.Write(_connection, _head, _ordinals.Count);
        using var insert = _connection.Prepare("INSERT INTO property_name VALUES (?, ?, ?, ?, ?)");
        for (var id = 0; id < _properties.Count; id++)
        {
            var property = _properties[id];
            insert.Bind(1, id);
            insert.BindText(2, property.Code);
            insert.BindOptional(3, property.Uri);
            insert.BindText(4, property.Type);
            insert.BindOptional(5, property.Description);
            insert.Run();
        }
    }

    private void DeleteFiles()
    {
        File.Delete(_path);
        File.Delete(_path + ".stage");
    }
}
