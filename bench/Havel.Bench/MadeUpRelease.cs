using System.Globalization;
using System.Text;

namespace Havel.Bench;

/// <summary>A release in the shape of SNOMED CT's RF2 snapshot, of any size and from a seed: several parents,
/// attributes, texts in two languages. Nothing in it means anything.</summary>
internal sealed class MadeUpRelease(string folder, int concepts)
{
    private const string Module = "20240101\t1\t900000000000207008\t";
    private const int Words = 6_000;
    private const int Attributes = 40;
    private const int Branching = 9;

    private static readonly string[] Syllables =
        ["ba", "ce", "di", "fo", "gu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "xu", "za"];

    private readonly Random _random = new(1);

    /// <summary>The identifier of a concept by its place.</summary>
    public static long Id(int place) => 1_000_000_000L + (place * 10L);

    public void Write()
    {
        Directory.CreateDirectory(folder);
        WriteConcepts();
        WriteRelationships();
        WriteTexts("en", 3);
        WriteTexts("de", 1);
    }

    private void WriteConcepts()
    {
        using var file = Open("sct2_Concept_Snapshot", "id\teffectiveTime\tactive\tmoduleId\tdefinitionStatusId");
        for (var place = 0; place < concepts; place++)
            file.Write($"{Id(place)}\t{Module}{(place % 3 == 0 ? "900000000000073002" : "900000000000074008")}\r\n");
    }

    /// <summary>Some 1.6 parents each, a depth of about ten, and four attributes.</summary>
    private void WriteRelationships()
    {
        using var file = Open(
            "sct2_Relationship_Snapshot",
            "id\teffectiveTime\tactive\tmoduleId\tsourceId\tdestinationId\trelationshipGroup\ttypeId\t"
            + "characteristicTypeId\tmodifierId");
        for (var place = 1; place < concepts; place++)
        {
            var parent = (place - 1) / Branching;
            Relate(file, place, parent, 116680003);
            if (_random.NextDouble() < 0.5)
                Relate(file, place, Math.Clamp(parent + _random.Next(-60, 60), 0, place - 1), 116680003);
            if (_random.NextDouble() < 0.1)
                Relate(file, place, _random.Next(place), 116680003);
            for (var more = 0; more < 4; more++)
                Relate(file, place, _random.Next(concepts), Id(1 + _random.Next(Attributes)));
        }
    }

    private void WriteTexts(string language, int each)
    {
        using var texts = Open(
            $"sct2_Description_Snapshot-{language}",
            "id\teffectiveTime\tactive\tmoduleId\tconceptId\tlanguageCode\ttypeId\tterm\tcaseSignificanceId");
        using var preferences = Open(
            $"der2_cRefset_LanguageSnapshot-{language}",
            "id\teffectiveTime\tactive\tmoduleId\trefsetId\treferencedComponentId\tacceptabilityId");
        long id = language == "en" ? 1 : 1_000_000_000;
        for (var place = 0; place < concepts; place++)
        {
            for (var text = 0; text < each; text++)
            {
                id++;
                var type = text == 1 ? "900000000000003001" : "900000000000013009";
                texts.Write($"{id}\t{Module}{Id(place)}\t{language}\t{type}\t{Term()}\t900000000000448009\r\n");
                if (text < 2)
                    preferences.Write($"{id}\t{Module}900000000000509007\t{id}\t900000000000548007\r\n");
            }
        }
    }

    private string Term()
    {
        var term = new StringBuilder();
        for (var words = 2 + _random.Next(5); words > 0; words--)
        {
            var word = _random.Next(Words);
            for (var rest = word + Syllables.Length; rest > 0; rest /= Syllables.Length)
                term.Append(Syllables[rest % Syllables.Length]);
            term.Append(words > 1 ? " " : "");
        }

        return term.ToString();
    }

    private static void Relate(StreamWriter file, int source, int target, long type) => file.Write(
        string.Create(
            CultureInfo.InvariantCulture,
            $"1\t{Module}{Id(source)}\t{Id(target)}\t0\t{type}\t900000000000011006\t900000000000451002\r\n"));

    private StreamWriter Open(string name, string head)
    {
        var path = Path.Combine(folder, name + "_INT_20240101.txt");
        var file = new StreamWriter(path, append: false, Encoding.UTF8, 1 << 16);
        file.Write(head + "\r\n");
        return file;
    }
}
