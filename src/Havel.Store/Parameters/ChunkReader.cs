using Havel.Fhir.Search;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Parameters;

/// <summary>Reads the next resources of a job and derives the rows they are to get, beside the writer.</summary>
internal sealed class ChunkReader(Connection reader, TypeTable types, ResourcePreparation preparation)
{
    /// <summary>Older programs and newer ones write in the order of <c>updated</c>, so this index stands in about the
    /// order of the bodies on disk.</summary>
    private const string Sql = """
        SELECT rid, version, updated, body FROM resource INDEXED BY resource_updated
        WHERE type = ?1 AND (updated, rid) > (?2, ?3) AND updated <= ?4 AND deleted = 0
        ORDER BY updated, rid
        """;

    private readonly BodyParser _parser = new(preparation.Definitions);
    private ActiveIndex? _index;
    private long _job;
    private SearchExtractor? _extractor;

    /// <summary>The next chunk.</summary>
    /// <param name="job">The job as it stands.</param>
    /// <param name="registrations">The parameters it indexes for.</param>
    /// <param name="index">The index they are part of.</param>
    /// <param name="size">How many resources at most.</param>
    public IndexChunk Read(IndexJob job, IReadOnlySet<long> registrations, ActiveIndex index, int size)
    {
        if (_extractor is null || !ReferenceEquals(_index, index) || _job != job.Id)
            (_extractor, _index, _job) = (SearchExtractor.OfCustom(index.Catalog, registrations), index, job.Id);

        var resources = new List<(long, int, IndexRows)>();
        var at = job;
        foreach (var type in _extractor.Types.Select(types.IdOf).Order().Where(type => type >= job.Type))
        {
            at = type == at.Type ? at : at with { Type = type, Updated = long.MinValue, Rid = 0 };
            at = OfType(at, resources, size);
            if (resources.Count >= size)
                return new IndexChunk(at, index, resources, IsLast: false);
        }

        return new IndexChunk(at, index, resources, IsLast: true);
    }

    private IndexJob OfType(
        IndexJob at, List<(long Rid, int Version, IndexRows Rows)> resources, int size)
    {
        var rows = reader.Cached(Sql);
        rows.Bind(1, at.Type);
        rows.Bind(2, at.Updated);
        rows.Bind(3, at.Rid);
        rows.Bind(4, at.Cutoff);
        while (resources.Count < size && rows.Step())
        {
            at = at with { Updated = rows.Int64(2), Rid = rows.Int64(0), Done = at.Done + 1 };
            resources.Add((at.Rid, rows.Int32(1), RowsOf(rows.Blob(3).ToArray())));
        }

        rows.Reset();
        return at;
    }

    /// <summary>What is damaged on disk is found by no parameter; a check of the store tells of it.</summary>
    private IndexRows RowsOf(byte[] body)
    {
        try
        {
            return ResourcePreparation.RowsOf(_parser.ParseStored(body).Root, _extractor!, preparation.KnowsUri);
        }
        catch (InvalidDataException)
        {
            return IndexRows.Empty;
        }
    }
}
