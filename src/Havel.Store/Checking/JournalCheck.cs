using Havel.Fhir.Search;
using Havel.Store.Databases;
using Havel.Store.Holding;
using Havel.Store.Interning;
using Havel.Store.Schema;
using Havel.Store.Writing;

namespace Havel.Store.Checking;

/// <summary>Whether the journal of held creates has all that its database lacks, whole. It is read before the database
/// is, whoever writes meanwhile: so nothing can be in neither.</summary>
internal sealed class JournalCheck(byte[] journal)
{
    /// <summary>Reads the journal of a folder.</summary>
    public static JournalCheck Of(string path) => new(JournalFile.Snapshot(path));

    /// <summary>Compares it with the database as the reader's transaction sees it.</summary>
    /// <param name="reader">The transaction, begun after the journal was read.</param>
    /// <param name="types">The resource types.</param>
    /// <param name="parser">Reads bodies.</param>
    /// <param name="report">Hears of what is wrong.</param>
    public void Run(Connection reader, TypeTable types, BodyParser parser, CheckReport report)
    {
        var applied = Meta(reader, MetaName.JournalApplied);
        var records = JournalFile.Records(journal, Meta(reader, MetaName.JournalEpoch));
        records.RemoveAll(record => record.Number <= applied);
        report.Held = records.Count;
        report.Resources += records.Count;
        var next = applied;
        foreach (var record in records)
        {
            if (record.Number != ++next)
            {
                report.Add($"The journal lacks {record.Number - next} creates before number {record.Number}.");
                next = record.Number;
            }

            Check(reader, types, parser, record, report);
        }
    }

    private static void Check(
        Connection reader, TypeTable types, BodyParser parser, JournalRecord record, CheckReport report)
    {
        var name = $"{record.Type}/{record.Id}";
        try
        {
            var root = parser.Parse(record.Body).Root;
            if (!string.Equals($"{root.Type.Name}/{root.TextOf("id")}", name, StringComparison.Ordinal))
                report.Add($"{name} in the journal has the body of {root.Type.Name}/{root.TextOf("id")}.");
        }
        catch (InvalidDataException)
        {
            report.Add($"{name} in the journal cannot be read.");
        }

        if (types.Find(record.Type) is not { } type)
        {
            report.Add($"{name} in the journal is of no type.");
            return;
        }

        var taken = reader.Cached(
            "SELECT count(*) FROM resource WHERE rid = ?1 OR (key = ?2 AND type = ?3 AND id = ?4)");
        taken.Bind(1, record.Rid);
        taken.Bind(2, SearchHash.Key(record.Type, record.Id));
        taken.Bind(3, type);
        taken.BindText(4, record.Id);
        if (taken.Step() && taken.Int64(0) > 0)
            report.Add($"{name} in the journal has the name or the number of a resource that is stored.");

        taken.Reset();
    }

    private static long Meta(Connection reader, string name) =>
        reader.Scalar($"SELECT value FROM meta WHERE name = '{name}'");
}
