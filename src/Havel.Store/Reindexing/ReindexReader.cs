using Havel.Fhir.Search;
using Havel.Store.Databases;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Writing;

namespace Havel.Store.Reindexing;

/// <summary>Reads resources and index rows beside the writer and compares them.</summary>
internal sealed class ReindexReader
{
    private const string Columns = "rid, version, subject, guard, at, body";

    private readonly Connection _reader;
    private readonly ResourcePreparation _preparation;
    private readonly TypeTable _types;
    private readonly BodyParser _parser;
    private readonly IndexWriter _rows;

    public ReindexReader(Connection reader, ResourcePreparation preparation, TypeTable types)
    {
        _reader = reader;
        _preparation = preparation;
        _types = types;
        _parser = new BodyParser(preparation.Definitions);
        _rows = new IndexWriter(reader);
    }

    /// <summary>Hashes of all rows that the resources of the part are to have; sorted before the sweep.</summary>
    public List<ulong> Hashes { get; } = [];

    /// <summary>Resources of the part that have words.</summary>
    public HashSet<long> Worded { get; } = [];

    /// <summary>The next resources of the part.</summary>
    /// <param name="run">The run.</param>
    /// <param name="slots">The slots it is about; null for all.</param>
    /// <param name="after">The last resource done.</param>
    /// <param name="size">How many at most.</param>
    /// <returns>Those that something is missing of, the last one, and how many there were.</returns>
    public (List<ReindexedResource> Lacking, long Last, int Count) Resources(
        ReindexRun run, IReadOnlySet<int>? slots, long after, int size)
    {
        var lacking = new List<ReindexedResource>();
        var type = run.Type.Length == 0 ? string.Empty : "AND type = ?3";
        using var rows = _reader.Prepare(
            $"SELECT {Columns} FROM resource WHERE rid > ?1 AND deleted = 0 {type} ORDER BY rid LIMIT ?2");
        rows.Bind(1, after);
        rows.Bind(2, size);
        if (type.Length > 0)
            rows.Bind(3, _types.IdOf(run.Type));

        // Gathered first: on PostgreSQL one statement runs at a time.
        var read = new List<(Place Place, int Version, byte[] Body)>();
        while (rows.Step())
        {
            var place = new Place(rows.Int64(0), rows.Int64(2), rows.Int64(4), rows.Int32(3));
            read.Add((place, rows.Int32(1), rows.Blob(5).ToArray()));
        }

        foreach (var (place, version, body) in read)
        {
            if (Derive(body) is { } derived)
                Compare(derived, place, version, run, slots, lacking);
        }

        return (lacking, read.Count == 0 ? after : read[^1].Place.Rid, read.Count);
    }

    /// <summary>Rows of an index table that no resource of the part accounts for.</summary>
    /// <param name="table">The table.</param>
    /// <param name="after">The key of the last row read; null for the first.</param>
    /// <param name="part">The numbers of the part: behind the first, up to the second.</param>
    /// <param name="slots">The slots it is about; null for all.</param>
    /// <returns>The rows, and the key of the last one read; null behind the end.</returns>
    public (List<StrayRow> Strays, object[]? Last) Strays(
        RowLayout table, object[]? after, (long After, long Until) part, IReadOnlySet<int>? slots)
    {
        var key = string.Join(", ", table.Key);
        var start = after is null ? string.Empty
            : $"WHERE ({key}) > ({string.Join(", ", table.Key.Select((_, at) => $"?{at + 1}"))})";
        using var rows = _reader.Prepare(
            $"SELECT {key}, guard FROM {table.Name} {start} ORDER BY {key} LIMIT {Limits.SweptRows}");
        if (after is not null)
            StrayRow.Bind(rows, after);

        var strays = new List<StrayRow>();
        var count = 0;
        object[]? last = null;
        var gone = Gone();
        while (rows.Step())
        {
            if (++count == Limits.SweptRows)
                last = StrayRow.KeyOf(table, rows);

            var (rid, slot) = (rows.Int64(table.RidAt), rows.Int32(0));
            if (rid <= part.After || rid > part.Until || slots?.Contains(slot) == false || gone.Contains(slot))
                continue;

            var digest = RowDigest.OfThread.Of(table, rows);
            if (Hashes.BinarySearch(digest) < 0)
                strays.Add(new StrayRow(table, rid, digest, StrayRow.KeyOf(table, rows)));
        }

        return (strays, last);
    }

    /// <summary>Resources of the part that have words in a table and are to have none.</summary>
    public (List<long> Strays, long? Last) StrayWords(string table, long after, (long After, long Until) part)
    {
        var rows = _reader.Cached(
            $"SELECT rowid FROM {table} WHERE rowid > ?1 ORDER BY rowid LIMIT {Limits.SweptRows}");
        rows.Bind(1, Math.Max(after, part.After));
        var strays = new List<long>();
        var count = 0;
        var last = after;
        while (rows.Step())
        {
            count++;
            last = rows.Int64(0);
            if (last <= part.Until && !Worded.Contains(last))
                strays.Add(last);
        }

        rows.Reset();
        return (strays, count == Limits.SweptRows && last <= part.Until ? last : null);
    }

    /// <summary>The rows of parameters that are gone are removed by who removed the parameters.</summary>
    private HashSet<int> Gone()
    {
        var index = _preparation.Index;
        return [.. index.Hidden.Where(slot => index.Unfinished?.Contains(slot) != true)];
    }

    /// <summary>What is damaged on disk has no rows; a check of the store tells of it.</summary>
    private (IndexRows Rows, UriText[] Texts)? Derive(byte[] body)
    {
        try
        {
            var root = _parser.ParseStored(body).Root;
            var index = _preparation.Index;
            var texts = ResourcePreparation.RowsOf(root, index.Extractor, knowsUri: null).Uris;
            return (_preparation.RowsOf(root), texts);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void Compare(
        (IndexRows Rows, UriText[] Texts) derived,
        in Place place,
        int version,
        ReindexRun run,
        IReadOnlySet<int>? slots,
        List<ReindexedResource> lacking)
    {
        var rows = derived.Rows;
        var own = slots is null ? rows : rows.Of(slots.Contains).With(rows.Narrative, rows.Content);
        _rows.Digest(own, place, Hashes);
        var hasWords = run.HasWords && (rows.Narrative ?? rows.Content) is not null;
        if (hasWords)
            Worded.Add(place.Rid);

        var texts = Array.FindAll(derived.Texts, text => !HasText(text));
        var isWrong = texts.Length > 0 || _rows.Missing(own, place) > 0;
        if (hasWords || isWrong)
            lacking.Add(new ReindexedResource(place.Rid, version, own, texts, isWrong));
    }

    private bool HasText(UriText uri)
    {
        var text = _reader.Cached("SELECT 1 FROM uri WHERE hash = ?1 AND text = ?2");
        text.Bind(1, uri.Hash);
        text.BindText(2, uri.Text);
        var found = text.Step();
        text.Reset();
        return found;
    }
}
