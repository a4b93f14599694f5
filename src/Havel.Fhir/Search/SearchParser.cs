using System.Globalization;
using Havel.Fhir.Issues;
using Havel.Fhir.Search.Reading;

namespace Havel.Fhir.Search;

/// <summary>Reads a query string into a <see cref="SearchQuery"/>. Source: https://hl7.org/fhir/R4/search.html.
/// Safe for many threads at once.</summary>
/// <param name="catalog">The parameters there are.</param>
/// <param name="ownBase">This server's base address without a slash at its end, so that absolute references to it
/// become local; null for none.</param>
public sealed class SearchParser(SearchCatalog catalog, string? ownBase = null)
{
    /// <summary>The parameters there are.</summary>
    public SearchCatalog Catalog => catalog;

    /// <summary>Reads the parameters of one search.</summary>
    /// <param name="resourceType">The type searched; null at system level.</param>
    /// <param name="parameters">Decoded names (with modifiers) and values, in the order sent.</param>
    /// <param name="handling">What to do with what is not understood.</param>
    /// <param name="now">The instant of the request; <c>ap</c> on dates measures from it.</param>
    /// <param name="terms">What value sets and code systems say, under the caller's right; null to refuse what would
    /// need them.</param>
    public SearchParseResult Parse(
        string? resourceType,
        IReadOnlyList<KeyValuePair<string, string>> parameters,
        SearchHandling handling,
        DateTimeOffset now,
        ISearchTerms? terms = null)
    {
        var state = new ReadState(catalog, ownBase, handling, now, terms);
        var results = new ResultReader(state, resourceType);
        var clauses = new List<SearchClause>();
        var applied = new List<KeyValuePair<string, string>>();
        IReadOnlyList<string> types = resourceType is null ? [] : [resourceType];
        if (parameters.Count > Limits.SearchParameters)
            state.Refuse(IssueType.TooCostly, $"A search takes at most {Limits.SearchParameters} parameters.");

        // The types come first, wherever they stand: they say what the other parameters mean.
        var taken = parameters.Take(Limits.SearchParameters);
        var typed = resourceType is null
            ? taken.Where(each => each.Key is "_type" && Types(state, each.Value, ref types)).ToList()
            : [];
        foreach (var parameter in taken)
        {
            var isUnderstood = resourceType is null && parameter.Key is "_type"
                ? typed.Contains(parameter)
                : One(state, results, clauses, resourceType, types, parameter);
            if (isUnderstood)
                applied.Add(parameter.Key is "_count" ? Page(parameter, results.Count) : parameter);
        }

        var contained = results.Contained.Read(results, clauses);
        var sort = NearSort.WithPlaces(state, results.Sort, clauses);
        return new SearchParseResult(
            new SearchQuery
            {
                Types = types,
                Clauses = clauses,
                Includes = results.Includes,
                Sort = sort,
                Count = results.Count,
                Total = results.Total,
                Summary = results.Summary,
                Elements = results.Elements,
                Applied = applied,
                Custom = state.Custom,
                Contained = contained,
            },
            state.Issues);
    }

    /// <summary>The condition of a compartment search, or null where that type is never in that compartment.</summary>
    /// <param name="compartment">The compartment's type, such as <c>Patient</c>.</param>
    /// <param name="id">The id of the resource whose compartment is meant.</param>
    /// <param name="resourceType">The type searched; null for <c>*</c>.</param>
    public CompartmentClause? Compartment(string compartment, string id, string? resourceType)
    {
        var definition = catalog.Definitions.Compartments
            .FirstOrDefault(each => string.Equals(each.Code, compartment, StringComparison.Ordinal));
        if (definition is null)
            return null;

        var slots = new List<IndexSlot>();
        foreach (var type in resourceType is null ? definition.Types : [resourceType])
        {
            foreach (var code in definition.CodesOf(type))
                slots.AddRange(catalog.Find(type, code)?.Slots ?? []);
        }

        var isItself = resourceType is null || string.Equals(resourceType, compartment, StringComparison.Ordinal);
        if (slots.Count == 0 && !isItself)
            return null;

        var reference = $"{compartment}/{id}";
        return new CompartmentClause(reference, SearchHash.Key(reference), [.. slots.Distinct()]);
    }

    /// <summary>The size that pages really have.</summary>
    private static KeyValuePair<string, string> Page(KeyValuePair<string, string> sent, int count) =>
        new(sent.Key, count.ToString(CultureInfo.InvariantCulture));

    private static bool One(
        ReadState state,
        ResultReader results,
        List<SearchClause> clauses,
        string? type,
        IReadOnlyList<string> types,
        KeyValuePair<string, string> parameter)
    {
        var (name, value) = parameter;
        if (value.Length > Limits.SearchValueCharacters)
        {
            state.Refuse(
                IssueType.TooLong, $"'{Quoted.Of(name)}' has more than {Limits.SearchValueCharacters} characters.");
            return false;
        }

        // A parameter without a value is no fault and no condition: https://hl7.org/fhir/R4/search.html#errors.
        if (value.Length == 0)
            return false;

        if (results.Take(name, value) is { } isTaken)
            return isTaken;

        if (Clause(state, type, types, name, value) is not { } clause)
            return false;

        // What must hold altogether is as good as said by several parameters, and the planner sees more of it so.
        if (clause is AllClause all)
            clauses.AddRange(all.Clauses);
        else
            clauses.Add(clause);

        return true;
    }

    /// <summary>In a search over several types a parameter that not all types have is read for each of these that has
    /// it. Source: https://hl7.org/fhir/R4/search.html#type.</summary>
    private static SearchClause? Clause(
        ReadState state, string? type, IReadOnlyList<string> types, string name, string value)
    {
        var code = LinkReader.FirstOf(name);
        var reader = new ClauseReader(state);
        if (type is not null || types.Count == 0 || (state.Catalog.Find(null, code) is not null && !name.Contains('.')))
            return reader.Read(type, name, value, hops: 0);

        var any = new List<SearchClause>(types.Count);
        foreach (var each in types)
        {
            if (!state.Branch() || reader.Read(each, name, value, hops: 0) is not { } clause)
                return null;

            any.Add(new AllClause([new TypeClause(each), clause]));
        }

        return new AnyClause(any);
    }

    private static bool Types(ReadState state, string value, ref IReadOnlyList<string> types)
    {
        var names = value.Split(',', StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
        {
            if (state.Catalog.Definitions.FindType(name) is { IsResource: true, IsAbstract: false })
                continue;

            state.Refuse(IssueType.Value, $"'{Quoted.Of(name)}' of _type is no resource type.");
            return false;
        }

        types = [.. types.Concat(names).Distinct(StringComparer.Ordinal)];
        return true;
    }
}
