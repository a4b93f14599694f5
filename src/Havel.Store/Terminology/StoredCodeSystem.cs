using System.Collections.Concurrent;
using Havel.Fhir.Terminology;

namespace Havel.Store.Terminology;

/// <summary>A code system in its file. Nothing of it is held in memory but its head and the rows last asked for. Safe
/// for several threads: each question takes a connection for itself.</summary>
internal sealed partial class StoredCodeSystem : ICodeSystem, IDisposable
{
    private const int RememberedRows = 4096;
    private const int RowsAtOnce = 128;

    private readonly string _path;
    private readonly CodeSystemHead _head;
    private readonly ConcurrentBag<SystemReader> _readers = [];
    private readonly StoredConcept?[] _rows = new StoredConcept?[RememberedRows];
    private readonly List<StoredProperty> _properties;
    private long _lastRead;

    private StoredCodeSystem(string path, CodeSystemHead head, int count, SystemReader reader)
    {
        _path = path;
        _head = head;
        Count = count;
        _properties = reader.Properties();
        Properties = [.. _properties.Select(property => property.Definition)];
        _readers.Add(reader);
    }

    public string Path => _path;

    public CodeSystemHead Head => _head;

    public string Url => _head.Url;

    public string? Version => _head.Version;

    public string? Name => _head.Name;

    public CodeSystemContent Content => _head.IsComplete ? CodeSystemContent.Complete : CodeSystemContent.Fragment;

    public bool IsCaseSensitive => _head.IsCaseSensitive;

    public string? Language => _head.Language;

    public string? Status => _head.Status;

    public bool IsExperimental => _head.IsExperimental;

    public string? ValueSet => _head.ValueSet;

    public long? Count { get; }

    public IReadOnlyList<PropertyDefinition> Properties { get; }

    /// <summary>Opens a file; null where it is of another layout.</summary>
    public static StoredCodeSystem? Open(string path)
    {
        var reader = new SystemReader(path);
        if (reader.Head() is var (head, count))
            return new StoredCodeSystem(path, head, count, reader);

        reader.Dispose();
        return null;
    }

    public long Find(ReadOnlySpan<byte> code)
    {
        var reader = Take();
        var id = reader.Find(code, _head.IsCaseSensitive);
        _readers.Add(reader);
        return id;
    }

    public string Code(long concept) => Row(concept).Code;

    public string? Display(long concept) => Row(concept).Display;

    public string? Definition(long concept) => Row(concept).Definition;

    public bool IsInactive(long concept) => (Row(concept).Flags & ConceptFlags.Inactive) != ConceptFlags.None;

    public bool IsAbstract(long concept) => (Row(concept).Flags & ConceptFlags.Abstract) != ConceptFlags.None;

    public IReadOnlyList<Designation> Designations(long concept) =>
    [
        .. Ask(reader => reader.Designations(concept))
            .Select(row => new Designation(row.Value, row.Language, UseText.Read(row.Use))),
    ];

    public IReadOnlyList<ConceptProperty> PropertiesOf(long concept) =>
        [.. Ask(reader => reader.PropertiesOf(concept)).Select(Property)];

    public IEnumerable<long> Parents(long concept) => Ask(reader => reader.Parents(concept));

    public IEnumerable<long> Children(long concept) =>
        InChunks((reader, after) => reader.Children(concept, after));

    public bool IsAbove(long ancestor, long concept)
    {
        if (ancestor == concept)
            return false;
        if (concept > ancestor && concept <= Row(ancestor).Last)
            return true;

        var reader = Take();
        var isAbove = reader.Reaches(ancestor, concept);
        _readers.Add(reader);
        return isAbove;
    }

    /// <summary>Roots follow each other: what comes behind the last number of one tree begins the next.</summary>
    public IEnumerable<long> Roots()
    {
        for (long at = 0; at < Count; at = Row(at).Last + 1)
            yield return at;
    }

    public IEnumerable<long>? All()
    {
        return Every();

        IEnumerable<long> Every()
        {
            for (long at = 0; at < Count; at++)
                yield return at;
        }
    }

    public IEnumerable<long> Descendants(long concept)
    {
        var last = Row(concept).Last;
        for (var at = concept + 1; at <= last; at++)
            yield return at;

        foreach (var (low, high) in Ask(reader => reader.Ranges(concept)))
        {
            for (var at = low; at <= high; at++)
                yield return at;
        }
    }

    public IEnumerable<long>? Select(ConceptFilter filter) => new StoredFilter(this, filter).Select();

    public IEnumerable<long>? FindWords(string filter) =>
        WordQuery.Of(filter) is { } query ? InChunks((reader, after) => reader.WithWords(query, after)) : null;

    /// <summary>The property of that code, or null.</summary>
    internal StoredProperty? FindProperty(string code)
    {
        foreach (var property in _properties)
        {
            if (string.Equals(property.Definition.Code, code, StringComparison.Ordinal))
                return property;
        }

        return null;
    }

    /// <summary>Numbers in ascending order, read some at a time, so that a walk that is given up costs
    /// little.</summary>
    internal IEnumerable<long> InChunks(Func<SystemReader, long, List<long>> read)
    {
        for (long after = -1; ;)
        {
            var chunk = Ask(reader => read(reader, after));
            if (chunk.Count == 0)
                yield break;

            foreach (var number in chunk)
                yield return number;
            after = chunk[^1];
        }
    }

    /// <summary>All concepts above one, each once.</summary>
    internal IEnumerable<long> Ancestors(long concept)
    {
        var seen = new HashSet<long>();
        var open = new Stack<long>(Parents(concept));
        while (open.TryPop(out var parent))
        {
            if (!seen.Add(parent))
                continue;

            foreach (var next in Parents(parent))
                open.Push(next);
        }

        return seen;
    }

    /// <summary>All values of a property that are concepts, with those that have them.</summary>
    internal IReadOnlyList<(long Target, long Concept)> Targets(int property) =>
        Ask(reader => reader.Targets(property));

    /// <summary>Closes what is not in use.</summary>
    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
            reader.Dispose();
    }

    private SystemReader Take() => _readers.TryTake(out var reader) ? reader : new SystemReader(_path);

    private T Ask<T>(Func<SystemReader, T> question)
    {
        var reader = Take();
        var answer = question(reader);
        _readers.Add(reader);
        return answer;
    }

    private StoredConcept Row(long concept)
    {
        ref var slot = ref _rows[concept & (RememberedRows - 1)];
        var known = Volatile.Read(ref slot);
        if (known is not null && known.Id == concept)
            return known;

        return Read(concept);
    }

    /// <summary>Reads a row; where rows are asked for one after the other, the next ones with it.</summary>
    private StoredConcept Read(long concept)
    {
        var isWalk = concept - Interlocked.Exchange(ref _lastRead, concept) is > 0 and < 8;
        var reader = Take();
        var rows = reader.Concepts(concept, isWalk ? RowsAtOnce : 1);
        _readers.Add(reader);
        if (rows.Count == 0 || rows[0].Id != concept)
            throw new ArgumentOutOfRangeException(nameof(concept), concept, $"{Url} has no concept of that number.");

        if (isWalk)
            Volatile.Write(ref _lastRead, rows[^1].Id);
        foreach (var row in rows)
            Volatile.Write(ref _rows[row.Id & (RememberedRows - 1)], row);
        return rows[0];
    }

    private ConceptProperty Property(StoredPropertyValue row)
    {
        var definition = _properties[row.Name].Definition;
        var type = char.ToUpperInvariant(definition.Type[0]) + definition.Type[1..];
        if (row.Code is { } code)
        {
            var own = type == "Coding" ? new ConceptCoding(Url, code, Display: row.Display) : null;
            return new ConceptProperty(definition.Code, type, code, own);
        }

        // A coding of another system stands there as system|code.
        var foreign = type == "Coding" ? UseText.Read(row.Value) : null;
        return new ConceptProperty(definition.Code, type, foreign?.Code ?? row.Value ?? string.Empty, foreign);
    }
}
