using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Search.Reading;

/// <summary>Reads <c>:below</c> and <c>:above</c> where values are addresses or references to what has parts.
/// Sources: https://hl7.org/fhir/R4/search.html#uri, https://hl7.org/fhir/R4/search.html#recursive.</summary>
internal static class HierarchyReader
{
    /// <summary>The types that R4 arranges in a tree of parts, each with the parameter that leads to the
    /// whole.</summary>
    private static readonly (string Type, string Parent)[] Trees = [("Location", "partof"), ("Organization", "partof")];

    /// <summary>Whether a reference parameter can lead to something with parts.</summary>
    public static bool HasTree(SearchParameter parameter) =>
        parameter.Kind == SearchParameterKind.Reference && !parameter.IsCanonical
        && Trees.Any(tree => TargetTypes.Has(parameter, tree.Type));

    /// <summary>The value, or null after an issue.</summary>
    public static SearchValue? Reference(ReadState state, SearchParameter parameter, bool isBelow, string text)
    {
        if (ReferenceReader.Read(state, parameter, type: null, text) is not { } reference)
            return null;

        var keys = reference.Locals.Where(IsInTree).Select(SearchHash.Key).ToArray();
        if (keys.Length > 0)
            return new HierarchyValue(keys, isBelow, Parents(state));

        state.Refuse(
            IssueType.Value,
            $"'{Quoted.Of(text)}' of {parameter.Code} is no Location and no Organization of this server.");
        return null;
    }

    /// <summary>The values; none after an issue. Above an address are those that it begins with, a whole step of the
    /// path each. A name that is no path has nothing above or below it.</summary>
    public static IReadOnlyList<SearchValue> Uri(ReadState state, SearchParameter parameter, bool isBelow, string text)
    {
        if (text.StartsWith("urn:", StringComparison.OrdinalIgnoreCase))
            return [new UriValue(SearchHash.Uri(text))];

        if (text.Length > Limits.IndexedUri)
        {
            state.Refuse(IssueType.TooLong, $"{parameter.Code} takes at most {Limits.IndexedUri} characters here.");
            return [];
        }

        if (isBelow)
            return [new UriBelowValue(text)];

        var above = new List<SearchValue> { new UriValue(SearchHash.Uri(text)) };
        for (var at = text.IndexOf("://", StringComparison.Ordinal) + "://".Length; at < text.Length; at++)
        {
            if (text[at] != '/')
                continue;

            above.Add(new UriValue(SearchHash.Uri(text[..at])));
            if (at + 1 < text.Length)
                above.Add(new UriValue(SearchHash.Uri(text[..(at + 1)])));
        }

        return above;
    }

    private static bool IsInTree(string local) =>
        Trees.Any(tree => local.StartsWith(tree.Type + "/", StringComparison.Ordinal));

    private static List<IndexSlot> Parents(ReadState state) =>
        [.. Trees.SelectMany(tree => state.Catalog.Find(tree.Type, tree.Parent)?.Slots ?? [])];
}
