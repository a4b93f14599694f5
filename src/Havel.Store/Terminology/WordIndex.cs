using Havel.Store.Sqlite;

namespace Havel.Store.Terminology;

/// <summary>The words of the code and all texts of a concept, under its number.</summary>
internal static class WordIndex
{
    public static void Write(SqliteConnection connection)
    {
        connection.Execute(TerminologySchema.Words);
        connection.Execute("""
            BEGIN;
            INSERT INTO word(rowid, text)
                SELECT c.id, c.code || ' ' || coalesce(c.display, '') || ' ' || coalesce(
                    (SELECT group_concat(d.value, ' ') FROM designation d WHERE d.concept = c.id), '')
                FROM concept c ORDER BY c.id;
            COMMIT;
            """);
    }
}
