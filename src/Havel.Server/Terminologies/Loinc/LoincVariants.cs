using Havel.Store.Terminology;

namespace Havel.Server.Terminologies.Loinc;

/// <summary>A linguistic variant: names of codes in another language. The file is named for it:
/// <c>deDE15LinguisticVariant.csv</c>.</summary>
internal static class LoincVariants
{
    private const int LanguageLetters = 4;

    public static void Read(SourceFile file, CodeSystemWriter writer, ImportWatch watch)
    {
        var name = file.BaseName;
        if (name.Length <= LanguageLetters || !name.AsSpan(0, LanguageLetters).ContainsOnlyLetters())
        {
            watch.Remark($"{file.Name} is named for no language and was passed over.");
            return;
        }

        var language = $"{name[..2].ToLowerInvariant()}-{name[2..LanguageLetters].ToUpperInvariant()}";
        using var rows = new CsvFile(file, watch);
        var code = rows.Need("LOINC_NUM");
        var (display, full) = (rows.Find("LinguisticVariantDisplayName"), rows.Find("LONG_COMMON_NAME"));
        var brief = rows.Find("SHORTNAME");
        int[] axes =
        [
            rows.Find("COMPONENT"), rows.Find("PROPERTY"), rows.Find("TIME_ASPCT"), rows.Find("SYSTEM"),
            rows.Find("SCALE_TYP"), rows.Find("METHOD_TYP"),
        ];
        while (rows.Read())
        {
            var ordinal = writer.Find(rows[code]);
            if (ordinal < 0)
                continue;

            var text = rows[full] is { Length: > 0 } name1 ? name1
                : rows[display] is { Length: > 0 } name2 ? name2
                : string.Join(':', axes.Select(axis => rows[axis]).Where(part => part.Length > 0));
            if (text.Length > 0)
                writer.AddDesignation(ordinal, language, null, text);
            if (rows[brief].Length > 0)
                writer.AddDesignation(ordinal, language, "|SHORTNAME|", rows[brief]);
        }
    }

    private static bool ContainsOnlyLetters(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetter(character))
                return false;
        }

        return true;
    }
}
