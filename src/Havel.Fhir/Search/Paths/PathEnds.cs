using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Paths;

/// <summary>Finds where a path can end by the definitions alone.</summary>
internal static class PathEnds
{
    /// <summary>All types the path can end in; nothing for no path.</summary>
    public static IReadOnlyList<PathEnd> Of(SearchPath? path, TypeDefinition type)
    {
        if (path is null)
            return [];

        List<PathEnd> ends = [new PathEnd(type, null)];
        foreach (var step in path.Steps)
            ends = [.. ends.SelectMany(end => PropertiesOf(end.Type, step))
                .Select(p => new PathEnd(p.Type, p.Element))];

        return ends;
    }

    /// <summary>The JSON properties that a step can go through.</summary>
    public static IEnumerable<JsonProperty> PropertiesOf(TypeDefinition type, PathStep step)
    {
        foreach (var property in type.Properties)
        {
            if (string.Equals(property.Element.Name, step.Name, StringComparison.Ordinal)
                && IsAs(property.Type, step.AsType))
                yield return property;
        }
    }

    private static bool IsAs(TypeDefinition? type, string? asType)
    {
        if (asType is null)
            return true;

        for (; type is not null; type = type.Base)
        {
            if (string.Equals(type.Name, asType, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
