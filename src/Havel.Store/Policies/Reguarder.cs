using Havel.Consent.Resources;
using Havel.Store.Indexing;
using Havel.Store.Interning;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Policies;

/// <summary>After a patient's Consents have changed: gives their resources, with all versions and index rows, the
/// guards
/// that the new policy asks for. Resources whose guard stays the same are read and left alone.</summary>
internal sealed class Reguarder(
    Connection writer,
    TypeTable types,
    ResourcePreparation preparation,
    BodyParser parser,
    Placement placement,
    TargetOwners targets,
    IndexWriter index)
{
    private const string LiveSql = """
        SELECT rid, id, guard, at, body FROM resource WHERE type = ?1 AND subject = ?2 AND deleted = 0
        """;

    /// <summary>A deleted version has no content; the one before it still says what it was.</summary>
    private const string GoneSql = """
        SELECT r.rid, r.id, r.guard,
            (SELECT h.body FROM history h WHERE h.rid = r.rid AND h.deleted = 0 ORDER BY h.version DESC LIMIT 1)
        FROM resource r WHERE r.subject = ?1 AND r.deleted = 1
        """;

    private const string HistorySql = """
        SELECT h.entry, r.id, h.guard, CASE h.deleted WHEN 0 THEN h.body ELSE
            (SELECT b.body FROM history b WHERE b.rid = h.rid AND b.version < h.version AND b.deleted = 0
             ORDER BY b.version DESC LIMIT 1) END
        FROM history h JOIN resource r ON r.rid = h.rid WHERE h.subject = ?1
        """;

    /// <summary>Works through everything that is the patient's, alone or with others.</summary>
    /// <param name="patient"><c>Patient/x</c>.</param>
    public void Patient(string patient)
    {
        index.Flush();
        foreach (var subject in PolicyReader.SubjectsOf(writer, patient))
        {
            var owners = PolicyReader.MembersOf(writer, subject);
            foreach (var type in types.Ids)
                Live(type, subject, owners);

            Versions(GoneSql, "UPDATE resource SET guard = ?2 WHERE rid = ?1", subject, owners);
            Versions(HistorySql, "UPDATE history SET guard = ?2 WHERE entry = ?1", subject, owners);
        }
    }

    private void Live(int type, long subject, IReadOnlyList<string> owners)
    {
        // Gathered first: the walk goes over an index that holds the guard, which is what changes.
        var changed = new List<(Place Old, int Guard, byte[] Body)>();
        var rows = writer.Cached(LiveSql);
        rows.Bind(1, type);
        rows.Bind(2, subject);
        while (rows.Step())
        {
            var body = rows.Blob(4).ToArray();
            var old = new Place(rows.Int64(0), subject, rows.Int64(3), rows.Int32(2));
            var guard = GuardOf(body, rows.String(1), owners);
            if (guard != old.Guard)
                changed.Add((old, guard, body));
        }

        rows.Reset();
        foreach (var (old, guard, body) in changed)
        {
            SetGuard("UPDATE resource SET guard = ?2 WHERE rid = ?1", old.Rid, guard);
            var indexed = preparation.RowsOf(parser.ParseStored(body).Root);
            index.Replace(indexed, old, indexed, old with { Guard = guard });
        }
    }

    private void Versions(string select, string update, long subject, IReadOnlyList<string> owners)
    {
        var changed = new List<(long Row, int Guard)>();
        var rows = writer.Cached(select);
        rows.Bind(1, subject);
        while (rows.Step())
        {
            var guard = GuardOf(rows.Blob(3).ToArray(), rows.String(1), owners);
            if (guard != rows.Int32(2))
                changed.Add((rows.Int64(0), guard));
        }

        rows.Reset();
        foreach (var (row, guard) in changed)
            SetGuard(update, row, guard);
    }

    private int GuardOf(byte[] body, string id, IReadOnlyList<string> owners)
    {
        var root = parser.ParseStored(body).Root;
        var facts = ResourcePreparation.FactsOf(root, id);
        if (facts.Custody == Custody.Consent)
            facts = targets.WithCustodians(facts, preparation.OwnersOf(root));

        return placement.GuardOf(facts, owners);
    }

    private void SetGuard(string update, long row, int guard)
    {
        var statement = writer.Cached(update);
        statement.Bind(1, row);
        statement.Bind(2, guard);
        statement.Run();
    }
}
