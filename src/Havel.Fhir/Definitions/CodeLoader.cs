namespace Havel.Fhir.Definitions;

/// <summary>Builds the required value sets from <c>r4-codes.bin</c>.</summary>
internal static class CodeLoader
{
    public static Dictionary<string, RequiredCodeSet> LoadR4()
    {
        var reader = DefinitionReader.Open("r4-codes.bin");
        var count = reader.Number();
        var sets = new Dictionary<string, RequiredCodeSet>(count, StringComparer.Ordinal);
        for (var index = 0; index < count; index++)
        {
            var valueSet = reader.Text();
            sets.Add(valueSet, new RequiredCodeSet(valueSet, reader.Flag() ? ReadCodings(ref reader) : null));
        }

        reader.Finish();
        return sets;
    }

    /// <summary>Codes come in runs of one system each.</summary>
    private static List<(string System, string Code)> ReadCodings(ref DefinitionReader reader)
    {
        var codings = new List<(string System, string Code)>();
        for (var runs = reader.Number(); runs > 0; runs--)
        {
            var system = reader.Text();
            foreach (var code in reader.Texts())
                codings.Add((system, code));
        }

        return codings;
    }
}
