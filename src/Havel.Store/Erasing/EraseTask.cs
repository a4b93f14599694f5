using Havel.Fhir.Search;
using Havel.Store.Bodies;
using Havel.Store.Indexing;
using Havel.Store.Writing;

namespace Havel.Store.Erasing;

/// <summary>Removes deleted resources with their history, or older versions of resources that stay, and the texts that
/// only they had. The index rows went with the deletion, and with them what patients said. So nothing is left to tell
/// that they were ever there.</summary>
/// <param name="names">Deleted resources to remove; those that are there again meanwhile stay.</param>
/// <param name="isHistory">Whether their older versions are meant and not they themselves.</param>
/// <param name="version">The one older version meant; null for all.</param>
internal sealed class EraseTask(
    IReadOnlyList<(string Type, string Id)> names, bool isHistory = false, int? version = null) : WriterTask
{
    private const string BodiesSql = """
        SELECT version, updated, body FROM history WHERE rid = ?1 AND deleted = 0 AND (?2 = 0 OR version = ?2)
        """;

    private readonly HashSet<long> _uris = [];
    private readonly HashSet<long> _subjects = [];

    /// <summary>What was removed.</summary>
    public ErasureCount Count { get; private set; }

    public override bool Erases => true;

    public override void Run(WriterState state, long lastCommit)
    {
        foreach (var (name, id) in names)
        {
            if (state.Types.Find(name) is not { } type
                || state.Resources.Find(type, id, SearchHash.Key(name, id)) is not { } stored)
            {
                continue;
            }

            if (isHistory)
                EraseVersions(state, stored);
            else if (stored.IsDeleted)
                EraseResource(state, stored);
        }

        // What was asked and answered may hold what is erased.
        state.Connection.Cached("DELETE FROM job").Run();
        state.Index.Flush();
        EraseTexts(state);
        EraseWords(state);
        foreach (var subject in _subjects)
            EraseSubject(state, subject);
    }

    public override void Publish(WriterState state)
    {
        state.Subjects.Clear();
        state.Resources.Known.Clear();

        // A shared database is tidied once at the end, beside the writer.
        if (!state.Connection.IsShared)
            state.Connection.Scrub();
    }

    private void EraseResource(WriterState state, in StoredResource stored)
    {
        Gather(state, stored.Rid, 0);
        Count += new ErasureCount(1, 1 + (int)Change(state, "DELETE FROM history WHERE rid = ?1", stored.Rid));
        Change(state, "DELETE FROM resource WHERE rid = ?1", stored.Rid);
        _subjects.Add(stored.Place.Subject);
    }

    private void EraseVersions(WriterState state, in StoredResource stored)
    {
        Gather(state, stored.Rid, version ?? 0);
        var number = version ?? 0;
        var delete = state.Connection.Cached("DELETE FROM history WHERE rid = ?1 AND (?2 = 0 OR version = ?2)");
        delete.Bind(2, number);
        Count += new ErasureCount(0, (int)Run(state, delete, stored.Rid));
    }

    /// <summary>Remembers whose the versions were and which addresses stood in them.</summary>
    private void Gather(WriterState state, long rid, int number)
    {
        var bodies = new List<byte[]>();
        var rows = state.Connection.Cached(BodiesSql);
        rows.Bind(1, rid);
        rows.Bind(2, number);
        while (rows.Step())
            bodies.Add(BodyCodec.Unpack(rows.Blob(2), rows.Int64(0), rows.Int64(1)));

        rows.Reset();
        var subjects = state.Connection.Cached("SELECT DISTINCT subject FROM history WHERE rid = ?1");
        subjects.Bind(1, rid);
        while (subjects.Step())
            _subjects.Add(subjects.Int64(0));

        subjects.Reset();
        foreach (var body in bodies)
        {
            var indexed = ResourcePreparation.RowsOf(
                state.Parser.Parse(body).Root, state.Preparation.Index.Extractor, knowsUri: null);
            foreach (var uri in indexed.Uris)
                _uris.Add(uri.Hash);
        }
    }

    /// <summary>An address that no index row has any more is nobody's. That of a version in some history may be written
    /// again when it is met again.</summary>
    private void EraseTexts(WriterState state)
    {
        if (_uris.Count == 0)
            return;

        var slots = string.Join(
            ',', state.Preparation.Index.Catalog.Slots.Where(slot => slot.Table == IndexTable.Token)
                .Select(slot => slot.Id));
        using var any = state.Connection.Prepare(
            $"SELECT 1 FROM token_row WHERE slot IN ({slots}) AND value = ?1 LIMIT 1");
        foreach (var hash in _uris)
        {
            any.Bind(1, hash);
            var isUsed = any.Step();
            any.Reset();
            if (isUsed)
                continue;

            Change(state, "DELETE FROM uri WHERE hash = ?1", hash);
            state.Index.Uris.Forget(hash);
        }
    }

    /// <summary>Full text marks what is deleted and keeps its words until parts of the index are merged: all of it is
    /// merged at once. Source: https://sqlite.org/fts5.html#the_optimize_command.</summary>
    private static void EraseWords(WriterState state)
    {
        if (state.Connection.IsShared)
            return;

        foreach (var table in (string[])[WordTable.Narratives, WordTable.Contents])
            state.Connection.Cached($"INSERT INTO {table}({table}) VALUES ('optimize')").Run();
    }

    /// <summary>A set of patients of whom nothing is left is nobody's.</summary>
    private static void EraseSubject(WriterState state, long subject)
    {
        if (subject is Interning.SubjectTable.Directory or Interning.SubjectTable.Unowned || IsUsed(state, subject))
            return;

        Change(state, "DELETE FROM subject_member WHERE subject = ?1", subject);
        if (state.Connection.IsShared)
            Change(state, "DELETE FROM subject_policy WHERE subject = ?1", subject);
    }

    private static bool IsUsed(WriterState state, long subject)
    {
        foreach (var type in state.Types.Ids)
        {
            var live = state.Connection.Cached(
                "SELECT 1 FROM resource WHERE type = ?1 AND subject = ?2 AND deleted = 0 LIMIT 1");
            live.Bind(1, type);
            live.Bind(2, subject);
            if (HasRow(live))
                return true;
        }

        var gone = state.Connection.Cached("SELECT 1 FROM resource WHERE subject = ?1 AND deleted = 1 LIMIT 1");
        gone.Bind(1, subject);
        var older = state.Connection.Cached("SELECT 1 FROM history WHERE subject = ?1 LIMIT 1");
        older.Bind(1, subject);
        return HasRow(gone) || HasRow(older);
    }

    private static bool HasRow(Databases.Statement statement)
    {
        var found = statement.Step();
        statement.Reset();
        return found;
    }

    private static long Change(WriterState state, string sql, long number) =>
        Run(state, state.Connection.Cached(sql), number);

    private static long Run(WriterState state, Databases.Statement statement, long number)
    {
        var before = state.Connection.TotalChanges;
        statement.Bind(1, number);
        statement.Run();
        return state.Connection.TotalChanges - before;
    }
}
