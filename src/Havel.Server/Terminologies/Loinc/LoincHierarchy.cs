using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Loinc;

/// <summary>The multiaxial hierarchy: parts (<c>LP...</c>) that group codes. Parts become concepts that group
/// others.</summary>
internal static class LoincHierarchy
{
    public static void Read(SourceFile file, CodeSystemWriter writer, ImportWatch watch)
    {
        using var rows = new CsvFile(file, watch);
        var (code, text, parent) = (rows.Need("CODE"), rows.Need("CODE_TEXT"), rows.Need("IMMEDIATE_PARENT"));
        var waiting = new List<(int Child, string Parent)>();
        while (rows.Read())
        {
            var ordinal = writer.Find(rows[code]);
            if (ordinal < 0)
                ordinal = writer.Add(new ImportedConcept(rows[code], rows[text]) { IsAbstract = true });
            if (rows[parent].Length == 0)
                continue;

            if (writer.Find(rows[parent]) is var known and >= 0)
                writer.AddParent(ordinal, known);
            else
                waiting.Add((ordinal, rows[parent]));
        }

        foreach (var (child, missing) in waiting)
        {
            if (writer.Find(missing) is var known and >= 0)
                writer.AddParent(child, known);
            else
                watch.Remark($"{file.Name}: the parent {missing} is not in the file.");
        }
    }
}
