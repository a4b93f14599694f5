using Havel.Store.Databases;

namespace Havel.Store.Schema;

/// <summary>Takes the steps that a store needs, in one transaction of the caller's: a store is of one layout or of
/// another, whenever it is looked at.</summary>
internal static class SchemaMigration
{
    /// <summary>Takes the steps.</summary>
    /// <param name="writer">Within a transaction that nobody writes beside.</param>
    /// <param name="version">The layout there is.</param>
    /// <param name="statements">The statements of a step for this database.</param>
    public static void Run(Connection writer, long version, Func<SchemaStep, IReadOnlyList<string>> statements)
    {
        var steps = SchemaStep.From(version);
        foreach (var step in steps)
        {
            foreach (var statement in statements(step))
                writer.Execute(statement);
        }

        foreach (var step in steps)
            Note(writer, step.To);

        writer.Execute(
            $"UPDATE meta SET value = {SchemaText.Version} WHERE name = '{MetaName.SchemaVersion}'");
        if (!steps.Any(step => step.Derives))
            return;

        // The first start that finds these goes through all bodies before it answers anybody.
        writer.Execute($"INSERT INTO meta(name, value) VALUES ('{MetaName.Migrating}', {version})");
        writer.Execute($"""
            INSERT INTO reindex(id, type, parameter, next, done, total, mended, removed)
            SELECT 1, '', '', {long.MinValue}, 0, count(*), 0, 0 FROM resource WHERE deleted = 0
            """);
    }

    /// <summary>Notes that a step was taken.</summary>
    public static void Note(Connection writer, int step) =>
        writer.Execute($"INSERT INTO schema_step(version) VALUES ({step})");
}
