using Havel.Fhir.Definitions;

namespace Havel.Definitions.Generator;

/// <summary>Writes <c>r4-codes.bin</c>, which CodeLoader reads: the value sets that elements bind as
/// required.</summary>
internal static class CodeFile
{
    public static byte[] Write(IReadOnlyList<TypeModel> types, ValueSetExpander expander)
    {
        var valueSets = types
            .SelectMany(type => type.Elements)
            .Select(element => element.Binding)
            .Where(binding => binding is { Strength: BindingStrength.Required })
            .Select(binding => binding!.ValueSet)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var writer = new DefinitionWriter();
        writer.Number(valueSets.Count);
        foreach (var valueSet in valueSets)
            WriteValueSet(writer, valueSet, expander.Expand(valueSet));
        return writer.ToArray();
    }

    private static void WriteValueSet(
        DefinitionWriter writer,
        string valueSet,
        IReadOnlyList<(string System, IReadOnlyList<string> Codes)>? runs)
    {
        writer.Text(valueSet);
        writer.Flag(runs is not null);
        if (runs is null)
            return;

        writer.Number(runs.Count);
        foreach (var (system, codes) in runs)
        {
            writer.Text(system);
            writer.Texts(codes);
        }
    }
}
