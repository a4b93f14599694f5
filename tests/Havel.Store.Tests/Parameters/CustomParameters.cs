using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Havel.Fhir.Search.Custom;
using Xunit;

namespace Havel.Store.Tests.Parameters;

/// <summary>Search parameters that R4 does not have, and how tests use them.</summary>
internal static class CustomParameters
{
    public static readonly SearchParameterDefinition Unit = Parameter(
        "unit", "Observation", "string", "(Observation.value as Quantity).unit");

    public static readonly SearchParameterDefinition Amount = Parameter(
        "amount", "Observation", "number", "(Observation.value as Quantity).value");

    public static readonly SearchParameterDefinition Whose = Parameter(
        "whose", "Observation", "reference", "Observation.subject.where(resolve() is Patient) | Observation.performer");

    public static readonly SearchParameterDefinition Label = Parameter(
        "_label", "Resource", "token", "Resource.meta.security");

    public static SearchParameterDefinition Parameter(string code, string type, string kind, string expression)
    {
        var json = $$"""
            {"resourceType":"SearchParameter","url":"http://example.org/sp/{{code.TrimStart('_')}}","name":"X",
             "status":"active","description":"x","code":"{{code}}","base":["{{type}}"],"type":"{{kind}}",
             "expression":"{{expression.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}
            """;
        var parsed = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Issues));
        return SearchParameterReader.Definition(parsed.Table.Root);
    }

    /// <summary>Does all that is to be done in the background.</summary>
    public static async Task SettleAsync(this TestStore store)
    {
        while (await store.Store.Worker.StepAsync())
        {
        }
    }

    /// <summary>Ids of all that a search finds.</summary>
    public static List<string> Find(this TestStore store, string type, string name, string value) =>
        store.Find(store.Parse(type, name, value));

    public static List<string> Find(this TestStore store, SearchParseResult parsed)
    {
        Assert.True(parsed.IsValid, string.Join('\n', parsed.Issues));
        var result = store.Store.Search(store.Grant, parsed.Query with { Count = 1000 });
        Assert.True(result.Page is not null, result.Issue?.Message);
        return [.. result.Page.Matches.Select(match => match.Id).Order(StringComparer.Ordinal)];
    }

    public static SearchParseResult Parse(
        this TestStore store,
        string type,
        string name,
        string value,
        SearchHandling handling = SearchHandling.Strict) =>
        new SearchParser(store.Store.Catalog).Parse(
            type, [new KeyValuePair<string, string>(name, value)], handling, store.Clock.GetUtcNow());
}
