using System.Globalization;
using Havel.Fhir.Search;

namespace Havel.Fhir.Tests.Search;

/// <summary>Writes a query as the golden cases have it. Hashes are turned back into the words of the query
/// itself.</summary>
internal sealed class QueryText
{
    private static readonly char[] Separators = [',', '|', '=', '&', '$', '?', '\\', ' ', '(', ')', '"'];

    private readonly Dictionary<long, string> _words = [];

    private QueryText(string query)
    {
        foreach (var word in query.Split(Separators))
        {
            _words.TryAdd(SearchHash.Token(word), word.ToLowerInvariant());
            _words.TryAdd(SearchHash.Unit(word), word);
            _words.TryAdd(SearchHash.System(word), word);
        }

        _words[0] = string.Empty;
    }

    public static IEnumerable<string> Of(string text, SearchParseResult result)
    {
        var writer = new QueryText(text);
        var query = result.Query;
        foreach (var issue in result.Issues)
            yield return $"{issue.Severity.ToString().ToLowerInvariant()}: {issue.Message}";

        if (!result.IsValid)
            yield break;

        if (query.Types.Count > 1)
            yield return $"types {string.Join(' ', query.Types)}";

        foreach (var clause in query.Clauses)
            yield return writer.Clause(clause);

        foreach (var line in Shape(query))
            yield return line;

        if (query.Applied.Count == 0 && result.Issues.Count == 0)
            yield return "nothing";
    }

    private static IEnumerable<string> Shape(SearchQuery query)
    {
        foreach (var include in query.Includes)
        {
            yield return (include.IsReverse ? "revinclude " : "include ")
                + (include.IsIterating ? "iterate " : string.Empty)
                + (include.SourceType is null ? "*" : $"{include.Parameter} {include.TargetType}");
        }

        foreach (var key in query.Sort)
            yield return $"sort {(key.IsDescending ? "-" : string.Empty)}{key.Parameter}";

        if (query.Count != Limits.DefaultPageSize)
            yield return $"count {query.Count}";

        if (query.Total != TotalMode.Unstated)
            yield return $"total {query.Total}";

        if (query.Summary != SummaryMode.False)
            yield return $"summary {query.Summary}";

        if (query.Elements.Count > 0)
            yield return $"elements {string.Join(' ', query.Elements)}";
    }

    private string Clause(SearchClause clause) => clause switch
    {
        MissingClause missing => $"{missing.Parameter} {(missing.IsMissing ? string.Empty : "not ")}missing",
        ChainClause chain => $"{chain.Reference} -> " +
            string.Join(" | ", chain.Targets.Select(target => $"{target.Type}: {Clause(target.Clause)}")),
        HasClause has => $"has {has.Reference}: {Clause(has.Clause)}",
        ValueClause values =>
            $"{values.Parameter} {Modifier(values)}{string.Join(" or ", values.Values.Select(Value))}",
        AllClause all => $"all ({string.Join(" and ", all.Clauses.Select(Clause))})",
        AnyClause any => $"any ({string.Join(" or ", any.Clauses.Select(Clause))})",
        NotClause not => $"not ({Clause(not.Clause)})",
        TypeClause type => $"type {type.Type}",
        TextClause text => $"{(text.IsContent ? "content" : "narrative")} has {string.Join(' ', text.Words)}" +
            (text.IsBeginning ? "*" : string.Empty),
        _ => clause.ToString(),
    };

    private static string Modifier(ValueClause clause) => clause.Modifier switch
    {
        SearchModifier.None when clause.Values[0] is StringValue => "starts ",
        SearchModifier.None => string.Empty,
        _ => $"{clause.Modifier.ToString().ToLowerInvariant()} ",
    };

    private string Value(SearchValue value) => value switch
    {
        TokenValue token => token.System is null
            ? Word(token.Value)
            : $"{Word(token.System)}|{Word(token.Value)}",
        StringValue text => $"'{text.Text}'",
        DateValue date => $"{date.Prefix} {Instant(date.Low)}..{Instant(date.High)}",
        NumberValue number => $"{number.Prefix} {Number(number.Low)}..{Number(number.High)} ",
        QuantityValue quantity => $"{quantity.Prefix} {Number(quantity.Low)}..{Number(quantity.High)} " +
            $"{Word(quantity.System)}|{Word(quantity.Unit)}",
        ReferenceValue reference => $"to {string.Join(' ', reference.Locals)}",
        IdValue id => $"id {id.Id}",
        NearValue near => string.Create(
            CultureInfo.InvariantCulture,
            $"{near.Latitude} {near.Longitude} within {near.Metres - 0.001:0.###} m, in {near.Unit.Code}"),
        CompositeValue composite => $"({string.Join(" & ", composite.Components.Select(Value))})",
        _ => value.ToString(),
    };

    private string Word(long? hash) => hash is { } known ? _words.GetValueOrDefault(known, "?") : "*";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Instant(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            .ToString("yyyy-MM-ddTHH:mm:ss.fff", CultureInfo.InvariantCulture);
}
