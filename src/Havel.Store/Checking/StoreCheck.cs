using Havel.Consent.Policies;
using Havel.Consent.Resources;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search;
using Havel.Store.Indexing;
using Havel.Store.Bodies;
using Havel.Store.Interning;
using Havel.Store.Policies;
using Havel.Store.Databases;
using Havel.Store.Writing;

namespace Havel.Store.Checking;

/// <summary>Derives everything again from the bodies and compares it with what is stored: no index row without its
/// resource, no resource without its rows, every guard what the patients' Consents ask for, every history
/// whole.</summary>
internal sealed class StoreCheck : IDisposable
{
    private static readonly string[] RowTables = [.. RowLayout.All.Select(table => table.Name)];

    private readonly Connection _reader;
    private readonly TypeTable _types;
    private readonly GuardTable _guards;
    private readonly ResourcePreparation _preparation;
    private readonly PolicySnapshot _policies;
    private readonly BodyParser _parser;
    private readonly ExpectedRows _expected;
    private readonly TargetOwners _targets;
    private readonly CheckReport _report = new();
    private readonly Dictionary<long, string> _names = [];
    private readonly WordCheck _narratives;
    private readonly WordCheck _contents;

    public StoreCheck(
        Connection reader, TypeTable types, GuardTable guards, ResourcePreparation preparation, PolicySnapshot policies)
    {
        _reader = reader;
        _types = types;
        _guards = guards;
        _preparation = preparation;
        _policies = policies;
        _parser = new BodyParser(preparation.Definitions);
        _expected = new ExpectedRows(reader, preparation.Index.Catalog);
        _narratives = new WordCheck(reader, WordTable.Narratives);
        _contents = new WordCheck(reader, WordTable.Contents);
        _targets = new TargetOwners(types, new ResourceTable(reader), new SubjectTable(reader), _parser);
    }

    /// <summary>Checks all resources in the reader's transaction.</summary>
    public CheckReport Run()
    {
        using var rows = _reader.Prepare(
            "SELECT rid, type, id, version, subject, guard, at, deleted, body, updated FROM resource");
        while (rows.Step())
        {
            var place = new Place(rows.Int64(0), rows.Int64(4), rows.Int64(6), rows.Int32(5));
            var name = $"{_types.NameOf(rows.Int32(1))}/{rows.String(2)}";
            _names[place.Rid] = name;
            History(place.Rid, rows.Int32(3), name);
            if (rows.Int64(7) == 0)
                TryLive(place, name, rows);
            else if (!rows.Blob(8).IsEmpty)
                _report.Add($"{name} is deleted and has a body.");

            _report.Resources++;
        }

        Totals();
        Versions();
        _narratives.Compare(_report, NameOf);
        _contents.Compare(_report, NameOf);
        if (_reader.IsShared)
            PolicyRowCheck.Run(_reader, _policies, _report);

        Database();
        return _report;
    }

    public void Dispose()
    {
        _narratives.Dispose();
        _contents.Dispose();
    }

    private string NameOf(long rid) => _names.GetValueOrDefault(rid, $"resource {rid}, which is not there");

    private void TryLive(in Place place, string name, Statement row)
    {
        try
        {
            Live(place, name, row);
        }
        catch (Exception damage) when (damage is InvalidDataException or OutOfMemoryException or OverflowException)
        {
            _report.Add($"{name} cannot be read: {damage.Message}");
        }
    }

    private void Live(in Place place, string name, Statement row)
    {
        var version = row.Int32(3);
        var root = _parser.Parse(BodyCodec.Unpack(row.Blob(8), version, row.Int64(9))).Root;
        if (!string.Equals($"{root.Type.Name}/{root.TextOf("id")}", name, StringComparison.Ordinal))
            _report.Add($"{name} has the body of {root.Type.Name}/{root.TextOf("id")}.");

        if (!string.Equals(root.Child("meta").TextOf("versionId"), $"{version}", StringComparison.Ordinal))
            _report.Add($"{name} is at version {version}, and its body says another.");

        if (_expected.Missing(root, place, row.Int32(1), row.Int64(9)) is > 0 and var missing)
            _report.Add($"{name} lacks {missing} index rows or texts of addresses, or they have another guard.");

        Guard(place, name, root);
        var rows = _preparation.RowsOf(root);
        _narratives.Expect(place.Rid, rows.Narrative);
        _contents.Expect(place.Rid, rows.Content);
    }

    /// <summary>Every older version can be read and is what its row says.</summary>
    private void Versions()
    {
        using var rows = _reader.Prepare("SELECT rid, version, updated, body FROM history WHERE deleted = 0");
        while (rows.Step())
        {
            try
            {
                var version = rows.Int64(1);
                var root = _parser.Parse(BodyCodec.Unpack(rows.Blob(3), version, rows.Int64(2))).Root;
                var name = $"{root.Type.Name}/{root.TextOf("id")}";
                if (!string.Equals(name, NameOf(rows.Int64(0)), StringComparison.Ordinal)
                    || !string.Equals(root.Child("meta").TextOf("versionId"), $"{version}", StringComparison.Ordinal))
                    _report.Add($"Version {version} of {NameOf(rows.Int64(0))} has the body of another.");
            }
            catch (Exception damage) when (damage is InvalidDataException or OutOfMemoryException or OverflowException)
            {
                _report.Add($"Version {rows.Int64(1)} of {NameOf(rows.Int64(0))} cannot be read: {damage.Message}");
            }
        }
    }

    /// <summary>What rows refer to is there, and the file itself is whole.</summary>
    private void Database()
    {
        foreach (var table in (string[])["resource", "history"])
        {
            var guards = _reader.Scalar($"SELECT count(*) FROM {table} WHERE guard NOT IN (SELECT id FROM guard)");
            if (guards > 0)
                _report.Add($"{guards} rows of {table} have a guard that is none.");

            var subjects = _reader.Scalar($"""
                SELECT count(*) FROM {table} WHERE subject NOT IN ({SubjectTable.Directory}, {SubjectTable.Unowned})
                AND subject NOT IN (SELECT subject FROM subject_member)
                """);
            if (subjects > 0)
                _report.Add($"{subjects} rows of {table} belong to patients that are not known.");
        }

        if (_reader is not Sqlite.SqliteConnection)
            return;

        using var rows = _reader.Prepare($"PRAGMA integrity_check({Limits.ReportedFaults})");
        while (rows.Step())
        {
            if (!rows.TextEquals(0, "ok"))
                _report.Add($"The database file is damaged: {rows.String(0)}.");
        }
    }

    private void Guard(in Place place, string name, Node root)
    {
        var members = PolicyReader.MembersOf(_reader, place.Subject);
        var owners = _preparation.OwnersOf(root);
        var isSettled = owners.Kind == OwnerKind.Patients && place.Subject != SubjectTable.Unowned;
        if (isSettled && !members.SequenceEqual(owners.Patients, StringComparer.Ordinal))
            _report.Add($"{name} names other patients than those it is stored under.");

        var id = name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];
        var facts = _targets.WithCustodians(ResourcePreparation.FactsOf(root, id), owners);
        PatientPolicy?[] said = [.. members.Select(_policies.Find)];
        if (!_guards.Knows(place.Guard) || !GuardKey.Of(facts, said).Equals(_guards.KeyOf(place.Guard)))
            _report.Add($"{name} has another guard than its owners' Consents ask for.");
    }

    private void History(long rid, int version, string name)
    {
        var older = _reader.Cached("SELECT count(*), min(version), max(version) FROM history WHERE rid = ?1");
        older.Bind(1, rid);
        older.Step();
        var isWhole = older.Int64(0) == version - 1
            && (version == 1 || (older.Int64(1) == 1 && older.Int64(2) == version - 1));
        older.Reset();
        if (!isWhole)
            _report.Add($"{name} is at version {version}, and its history has gaps.");
    }

    private void Totals()
    {
        var stored = RowTables.Sum(table => _reader.Scalar($"SELECT count(*) FROM {table}"));
        var expected = _expected.Total(RowTables);
        if (stored != expected)
        {
            _report.Add($"There are {stored} index rows; the resources account for {expected}.");
            new StrayCheck(_reader, _preparation, _types).Run(_report);
        }

        _report.IndexRows = stored;
        var orphans = _reader.Scalar(
            "SELECT count(*) FROM history WHERE rid NOT IN (SELECT rid FROM resource)");
        if (orphans > 0)
            _report.Add($"{orphans} versions belong to no resource.");

        var twins = _reader.Scalar("SELECT count(*) - count(DISTINCT type || '/' || id) FROM resource");
        if (twins > 0)
            _report.Add($"{twins} resources share type and id with another.");
    }
}
