using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>Writes the tables in the order of the hierarchy from the rows that waited.</summary>
internal static class FinishedTables
{
    public static void Write(SqliteConnection connection, HierarchyPlan plan)
    {
        WriteNumbers(connection, plan);
        WriteConcepts(connection);
        WriteParents(connection, plan);
        WriteReach(connection, plan);
        WriteTexts(connection);
    }

    /// <summary>The numbers by ordinal, so that SQLite itself can sort the rows.</summary>
    private static void WriteNumbers(SqliteConnection connection, HierarchyPlan plan)
    {
        connection.Execute("""
            CREATE TABLE stage.number(ordinal INTEGER PRIMARY KEY, id INTEGER NOT NULL, last INTEGER NOT NULL,
                flags INTEGER NOT NULL)
            """);
        using var insert = connection.Prepare("INSERT INTO stage.number VALUES (?, ?, ?, ?)");
        for (var ordinal = 0; ordinal < plan.Number.Length; ordinal++)
        {
            insert.Bind(1, ordinal);
            insert.Bind(2, plan.Number[ordinal]);
            insert.Bind(3, plan.Last[ordinal]);
            insert.Bind(4, (long)(plan.ParentsOf(ordinal).IsEmpty ? ConceptFlags.Root : ConceptFlags.None));
            insert.Run();
        }
    }

    private static void WriteConcepts(SqliteConnection connection)
    {
        connection.Execute("""
            INSERT INTO main.concept(id, code, display, definition, last, flags)
                SELECT n.id, c.code, c.display, c.definition, n.last, c.flags | n.flags
                FROM stage.concept c JOIN stage.number n ON n.ordinal = c.ordinal ORDER BY n.id
            """);
        connection.Execute("CREATE UNIQUE INDEX main.concept_code ON concept(code)");
    }

    private static void WriteParents(SqliteConnection connection, HierarchyPlan plan)
    {
        using var insert = connection.Prepare("INSERT INTO main.parent VALUES (?, ?)");
        foreach (var ordinal in plan.Order)
        {
            foreach (var parent in plan.ParentsOf(ordinal))
            {
                insert.Bind(1, plan.Number[ordinal]);
                insert.Bind(2, plan.Number[parent]);
                insert.Run();
            }
        }
    }

    private static void WriteReach(SqliteConnection connection, HierarchyPlan plan)
    {
        using var insert = connection.Prepare("INSERT INTO main.reach VALUES (?, ?, ?)");
        plan.WriteReach((ancestor, low, high) =>
        {
            insert.Bind(1, ancestor);
            insert.Bind(2, low);
            insert.Bind(3, high);
            insert.Run();
        });
    }

    private static void WriteTexts(SqliteConnection connection) => connection.Execute("""
        INSERT INTO main.designation(concept, rank, language, use, value)
            SELECT n.id, row_number() OVER (PARTITION BY n.id ORDER BY d.rowid), d.language, d.use, d.value
            FROM stage.designation d JOIN stage.number n ON n.ordinal = d.ordinal ORDER BY n.id;
        INSERT INTO main.property(concept, name, rank, target, value)
            SELECT n.id, p.name, row_number() OVER (PARTITION BY n.id, p.name ORDER BY p.rowid), t.id, p.value
            FROM stage.property p JOIN stage.number n ON n.ordinal = p.ordinal
            LEFT JOIN stage.number t ON t.ordinal = p.target ORDER BY n.id, p.name
        """);
}
