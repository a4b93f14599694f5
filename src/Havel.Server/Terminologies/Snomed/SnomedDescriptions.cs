using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Snomed;

/// <summary>Reads the active descriptions as designations, and chooses the display: the synonym that a language
/// reference set prefers in the language of displays, else the fully specified name, else any text.</summary>
internal sealed class SnomedDescriptions(
    CodeSystemWriter writer, ImportWatch watch, SnomedConcepts concepts, string language)
{
    private const string FullName = SnomedIds.System + "|900000000000003001|Fully specified name";
    private const string Synonym = SnomedIds.System + "|900000000000013009|Synonym";
    private const string Definition = SnomedIds.System + "|900000000000550004|Definition";

    private static readonly string[] Columns =
    [
        "id", "effectiveTime", "active", "moduleId", "conceptId", "languageCode", "typeId", "term",
        "caseSignificanceId",
    ];

    private readonly byte[] _merits = new byte[concepts.Count];
    private HashSet<long> _preferred = [];

    public void Read(Rf2Snapshot files)
    {
        foreach (var file in files.Languages)
            ReadPreferred(file);
        foreach (var file in files.Descriptions)
            ReadDescriptions(file);
        foreach (var file in files.Definitions)
            ReadDescriptions(file);
        _preferred = [];
    }

    private void ReadPreferred(SourceFile file)
    {
        using var rows = new Rf2File(
            file, watch, "id", "effectiveTime", "active", "moduleId", "refsetId", "referencedComponentId",
            "acceptabilityId");
        while (rows.Read())
        {
            if (rows.IsActive(2) && rows.Id(6) == SnomedIds.Preferred)
                _preferred.Add(rows.Id(5));
        }
    }

    private void ReadDescriptions(SourceFile file)
    {
        using var rows = new Rf2File(file, watch, Columns);
        while (rows.Read())
        {
            if (!rows.IsActive(2))
                continue;

            var ordinal = concepts.Find(rows.Id(4));
            if (ordinal < 0)
            {
                watch.Remark($"{file.Name}: description {rows.Text(0)} is of a concept that is not in the files.");
                continue;
            }

            Add(rows, ordinal);
        }
    }

    private void Add(Rf2File rows, int ordinal)
    {
        var type = rows.Id(6);
        var (term, spoken) = (rows.Text(7), rows.Text(5));
        writer.AddDesignation(ordinal, spoken, type switch
        {
            SnomedIds.FullySpecifiedName => FullName,
            SnomedIds.Definition => Definition,
            _ => Synonym,
        }, term);
        if (type == SnomedIds.Definition)
            return;

        var isOwn = language.StartsWith(spoken, StringComparison.OrdinalIgnoreCase);
        var isPreferred = type == SnomedIds.Synonym && _preferred.Contains(rows.Id(0));
        var merit = (byte)(1 + (isOwn ? 4 : 0) + (isPreferred ? 2 : type == SnomedIds.FullySpecifiedName ? 1 : 0));
        if (merit <= _merits[ordinal])
            return;

        _merits[ordinal] = merit;
        writer.SetDisplay(ordinal, term);
    }
}
