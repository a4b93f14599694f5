using Havel.Store.Interning;
using Havel.Store.Databases;

namespace Havel.Store.Indexing;

/// <summary>Writes all five index tables. Rows of new resources are gathered until <see cref="Flush"/>; changes go
/// through at once, after what was gathered.</summary>
internal sealed class IndexWriter(Connection writer)
{
    private readonly TokenTable _tokens = new(writer);
    private readonly StringTable _strings = new(writer);
    private readonly DateTable _dates = new(writer);
    private readonly NumberTable _numbers = new(writer);
    private readonly QuantityTable _quantities = new(writer);
    private readonly WordTable _narratives = new(writer, WordTable.Narratives);
    private readonly WordTable _contents = new(writer, WordTable.Contents);

    /// <summary>The texts behind addresses.</summary>
    public UriTable Uris { get; } = new(writer);

    /// <summary>What has ever been written.</summary>
    public SeenTable Seen { get; } = new(writer);

    /// <summary>Slots of which resources may have no rows yet; null for none.</summary>
    public IReadOnlySet<int>? Unfinished { get; set; }

    public void Add(IndexRows rows, in Place place)
    {
        _tokens.Add(rows.Tokens, place);
        _strings.Add(rows.Strings, place);
        _dates.Add(rows.Dates, place);
        _numbers.Add(rows.Numbers, place);
        _quantities.Add(rows.Quantities, place);
        _narratives.Add(rows.Narrative, place);
        _contents.Add(rows.Content, place);
        Uris.Add(rows.Uris);
        Seen.Add(rows);
    }

    /// <summary>Turns the rows of one version into those of another, touching only what differs.</summary>
    public void Replace(IndexRows before, in Place old, IndexRows after, in Place now)
    {
        // What was gathered may hold the very rows that are replaced: a batch can write one resource twice.
        Flush();
        _tokens.Replace(before.Tokens, old, after.Tokens, now, Unfinished);
        _strings.Replace(before.Strings, old, after.Strings, now, Unfinished);
        _dates.Replace(before.Dates, old, after.Dates, now, Unfinished);
        _numbers.Replace(before.Numbers, old, after.Numbers, now, Unfinished);
        _quantities.Replace(before.Quantities, old, after.Quantities, now, Unfinished);
        _narratives.Replace(before.Narrative, after.Narrative, now);
        _contents.Replace(before.Content, after.Content, now);
        Uris.Add(after.Uris);
        Seen.Add(after);
    }

    /// <summary>Writes rows that may be there already, after what was gathered.</summary>
    public void Put(IndexRows rows, in Place place)
    {
        Flush();
        _tokens.Put(rows.Tokens, place);
        _strings.Put(rows.Strings, place);
        _dates.Put(rows.Dates, place);
        _numbers.Put(rows.Numbers, place);
        _quantities.Put(rows.Quantities, place);
        Uris.Add(rows.Uris);
    }

    /// <summary>Writes the words of a resource that may have other ones, or none.</summary>
    public void PutWords(IndexRows rows, in Place place)
    {
        _narratives.Put(rows.Narrative, place.Rid);
        _contents.Put(rows.Content, place.Rid);
    }

    /// <summary>Removes words that a resource does not have.</summary>
    /// <returns>How many texts were removed.</returns>
    public int DropWords(long rid, IndexRows rows)
    {
        var dropped = 0;
        dropped += rows.Narrative is null && _narratives.Drop(rid) ? 1 : 0;
        dropped += rows.Content is null && _contents.Drop(rid) ? 1 : 0;
        return dropped;
    }

    /// <summary>Adds the hashes of a resource's rows.</summary>
    public void Digest(IndexRows rows, in Place place, List<ulong> hashes)
    {
        var digest = RowDigest.OfThread;
        _tokens.Digest(rows.Tokens, place, digest, hashes);
        _strings.Digest(rows.Strings, place, digest, hashes);
        _dates.Digest(rows.Dates, place, digest, hashes);
        _numbers.Digest(rows.Numbers, place, digest, hashes);
        _quantities.Digest(rows.Quantities, place, digest, hashes);
    }

    /// <summary>How many of a resource's rows are missing from the tables, or stand there with another guard.</summary>
    public int Missing(IndexRows rows, in Place place) =>
        _tokens.Missing(rows.Tokens, place)
        + _strings.Missing(rows.Strings, place)
        + _dates.Missing(rows.Dates, place)
        + _numbers.Missing(rows.Numbers, place)
        + _quantities.Missing(rows.Quantities, place);

    /// <summary>Inserts what was gathered.</summary>
    public void Flush()
    {
        _tokens.Flush();
        _strings.Flush();
        _dates.Flush();
        _numbers.Flush();
        _quantities.Flush();
        _narratives.Flush();
        _contents.Flush();
    }

    /// <summary>Inserts some of what was gathered, in order; nothing may be gathered until all of it is in.</summary>
    /// <param name="rows">How many at most; what is left of it afterwards.</param>
    /// <returns>Whether all of it is in.</returns>
    public bool FlushSome(ref int rows) =>
        _tokens.FlushSome(ref rows)
        && _strings.FlushSome(ref rows)
        && _dates.FlushSome(ref rows)
        && _numbers.FlushSome(ref rows)
        && _quantities.FlushSome(ref rows)
        && _narratives.FlushSome(ref rows)
        && _contents.FlushSome(ref rows);

    /// <summary>The transaction is on disk.</summary>
    public void Commit()
    {
        Uris.Commit();
        Seen.Commit();
    }

    /// <summary>Something of the transaction was undone.</summary>
    public void RollBack()
    {
        Uris.RollBack();
        Seen.RollBack();
    }

    /// <summary>What was written may be lost: all that is written once is written again when it is met
    /// again.</summary>
    public void ForgetSeen()
    {
        Uris.Clear();
        Seen.Clear();
    }

    /// <summary>Drops what was gathered: the batch is undone.</summary>
    public void Forget()
    {
        _tokens.Forget();
        _strings.Forget();
        _dates.Forget();
        _numbers.Forget();
        _quantities.Forget();
        _narratives.Forget();
        _contents.Forget();
    }
}
