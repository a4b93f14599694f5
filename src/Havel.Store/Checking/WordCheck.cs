using System.IO.Hashing;
using System.Text;
using Havel.Store.Databases;
using Havel.Store.Schema;
using Havel.Store.Sqlite;

namespace Havel.Store.Checking;

/// <summary>Whether a table of words has those of every resource and no others. SQLite keeps words without their texts,
/// so what it has is read from the index itself and compared, as a hash a resource, with what an index in memory makes
/// of the texts; PostgreSQL has the texts. Source: https://sqlite.org/fts5.html#the_fts5vocab_virtual_table_module.
/// </summary>
internal sealed class WordCheck(Connection reader, string table) : IDisposable
{
    private const int Slice = 500;

    private readonly Dictionary<long, ulong> _expected = [];
    private readonly SqliteConnection? _memory = reader is SqliteConnection ? OpenMemory() : null;
    private int _inMemory;

    /// <summary>Takes in the words a resource is to have; null for none.</summary>
    public void Expect(long rid, string? words)
    {
        if (words is null)
            return;

        _expected[rid] = _memory is null ? XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(words)) : 0;
        if (_memory is null)
            return;

        var insert = _memory.Cached("INSERT INTO expected(rowid, words) VALUES (?1, ?2)");
        insert.Bind(1, rid);
        insert.BindText(2, words);
        insert.Run();
        if (++_inMemory == Slice)
            TakeOver();
    }

    /// <summary>Compares.</summary>
    /// <param name="report">Hears of what differs.</param>
    /// <param name="nameOf">The name of a resource.</param>
    public void Compare(CheckReport report, Func<long, string> nameOf)
    {
        TakeOver();
        var stored = Stored();
        foreach (var (rid, hash) in _expected)
        {
            if (!stored.Remove(rid, out var found))
            {
                // Words that are no words, such as punctuation, leave nothing in the index.
                if (hash != 0)
                    report.Add($"{nameOf(rid)} lacks its words in {table}.");
            }
            else if (found != hash)
            {
                report.Add($"{nameOf(rid)} has other words in {table} than in its texts.");
            }
        }

        foreach (var rid in stored.Keys)
            report.Add($"{table} has words of {nameOf(rid)}, which has none.");
    }

    public void Dispose() => _memory?.Dispose();

    private static SqliteConnection OpenMemory()
    {
        var memory = SqliteConnection.Open(":memory:", OpenMode.ReadWriteCreate);
        memory.Execute(SchemaText.Narrative.Replace(
            "TABLE narrative ", "TABLE expected ", StringComparison.Ordinal));
        memory.Execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(expected, instance)");
        return memory;
    }

    private void TakeOver()
    {
        if (_memory is null || _inMemory == 0)
            return;

        Add(_memory, "SELECT doc, term, offset FROM vocabulary", _expected);
        _memory.Execute("INSERT INTO expected(expected) VALUES ('delete-all')");
        _inMemory = 0;
    }

    private Dictionary<long, ulong> Stored()
    {
        var stored = new Dictionary<long, ulong>();
        if (_memory is not null)
        {
            // A table of its own in memory: the database itself is open for reading alone.
            reader.Execute("PRAGMA query_only = OFF");
            reader.Execute(
                $"CREATE VIRTUAL TABLE temp.{table}_vocabulary USING fts5vocab(main, {table}, instance)");
            Add(reader, $"SELECT doc, term, offset FROM temp.{table}_vocabulary", stored);
            return stored;
        }

        using var rows = reader.Prepare($"SELECT rowid, words FROM {table}");
        while (rows.Step())
            stored[rows.Int64(0)] = XxHash3.HashToUInt64(rows.Text(1));

        return stored;
    }

    private static void Add(Connection connection, string sql, Dictionary<long, ulong> hashes)
    {
        using var rows = connection.Prepare(sql);
        while (rows.Step())
        {
            var rid = rows.Int64(0);
            var word = unchecked(XxHash3.HashToUInt64(rows.Text(1)) * (ulong)((2 * rows.Int64(2)) + 1));
            hashes[rid] = unchecked(hashes.GetValueOrDefault(rid) + word);
        }
    }
}
