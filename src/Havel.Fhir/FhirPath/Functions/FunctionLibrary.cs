using System.Collections.Frozen;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>All functions that evaluate their input and arguments before they work.</summary>
internal static class FunctionLibrary
{
    private static readonly FrozenDictionary<string, FunctionSpec> Known = new[]
    {
        CollectionFunctions.All,
        SubsetFunctions.All,
        StringFunctions.All,
        PatternFunctions.All,
        EncodingFunctions.All,
        ConversionFunctions.All,
        MathFunctions.All,
        UtilityFunctions.All,
        FhirFunctions.All,
        CodeFunctions.All,
        KeyFunctions.All,
        TemporalFunctions.All,
        StatisticFunctions.All,
    }.SelectMany(group => group).ToFrozenDictionary(function => function.Name, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Known.Keys;

    public static FunctionSpec? Find(string name) => Known.GetValueOrDefault(name);
}
