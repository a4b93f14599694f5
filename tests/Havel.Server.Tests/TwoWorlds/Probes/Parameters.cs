using Havel.Fhir.Definitions;
using Havel.Server.Tests.TwoWorlds.Region;

namespace Havel.Server.Tests.TwoWorlds.Probes;

/// <summary>The search parameters of R4, and the region's own, by resource type.</summary>
internal static class Parameters
{
    private static readonly ILookup<string, SearchParameterDefinition> ByType = FhirDefinitions.R4.SearchParameters
        .Concat(CustomSearch.Definitions)
        .SelectMany(parameter => parameter.BaseTypes.Select(type => (type, parameter)))
        .ToLookup(pair => pair.type, pair => pair.parameter);

    /// <summary>The parameters of a type's own, in the order of their codes.</summary>
    public static IEnumerable<SearchParameterDefinition> Of(string type) =>
        ByType[type].OrderBy(parameter => parameter.Code, StringComparer.Ordinal);

    public static IEnumerable<SearchParameterDefinition> ReferencesOf(string type) =>
        Of(type).Where(parameter => parameter.Kind == SearchParameterKind.Reference);

    /// <summary>The reference parameter that leads from a type to its patient, or null.</summary>
    public static string? PatientOf(string type)
    {
        var codes = ReferencesOf(type)
            .Where(parameter => parameter.Targets.Contains("Patient"))
            .Select(parameter => parameter.Code)
            .ToList();
        return codes.Find(code => code is "patient") ?? codes.Find(code => code is "subject") ?? codes.FirstOrDefault();
    }
}
