namespace Havel.Server.Tests.RealData.Matching;

/// <summary>The parameters the matcher knows, read off https://hl7.org/fhir/R4/searchparameter-registry.html by hand:
/// type, parameter, then what stands where. It shares nothing with the definitions that the server reads.</summary>
internal static partial class ParameterTable
{
    private static readonly ILookup<string, Parameter> ByType =
        (Common + Administrative + Clinical + Diagnostic + Financial + Workflow)
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)
        .GroupBy(parameter => parameter.ToString(), StringComparer.Ordinal)
        .Select(rows => rows.First() with { Sources = [.. rows.SelectMany(row => row.Sources)] })
        .ToLookup(parameter => parameter.Type, StringComparer.Ordinal);

    /// <summary>All types that have parameters of their own.</summary>
    public static IReadOnlyList<string> Types { get; } =
        [.. ByType.Select(group => group.Key).Where(type => type is not "*").Order(StringComparer.Ordinal)];

    /// <summary>The parameters of a type, those of all types included.</summary>
    public static IEnumerable<Parameter> Of(string type) => ByType["*"].Select(common => common with { Type = type })
        .Concat(ByType[type]);

    public static Parameter Find(string type, string code) =>
        Of(type).Single(parameter => parameter.Code.Equals(code, StringComparison.Ordinal));

    public static bool Has(string type, string code) =>
        Of(type).Any(parameter => parameter.Code.Equals(code, StringComparison.Ordinal));

    private static Parameter Parse(string line)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var sources = words[2..].Select(Source.Parse).ToArray();
        return new Parameter(words[0], words[1], sources[0].Kind, sources);
    }
}
