using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search;
using Xunit;

namespace Havel.Fhir.Tests.Search;

/// <summary>One catalog and one extractor for all tests, with slots numbered in the order of their making.</summary>
internal static class SearchFixture
{
    private static readonly Lazy<SearchCatalog> LazyCatalog = new(CreateCatalog);
    private static readonly Lazy<SearchExtractor> LazyExtractor = new(() => new SearchExtractor(LazyCatalog.Value));

    public static SearchCatalog Catalog => LazyCatalog.Value;

    public static SearchExtractor Extractor => LazyExtractor.Value;

    public static Node Parse(string json)
    {
        var result = new ResourceParser(FhirDefinitions.R4).Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(result.IsValid, string.Join("; ", result.Issues));
        return result.Table.Root;
    }

    /// <summary>The rows of a resource, one text each, sorted.</summary>
    public static SearchRows Extract(string json)
    {
        var rows = new SearchRows();
        Extractor.Extract(Parse(json), rows);
        return rows;
    }

    public static int Slot(string name) =>
        (Catalog.FindSlot(name) ?? throw new InvalidOperationException($"There is no slot {name}.")).Id;

    public static SearchCatalog CreateCatalog()
    {
        var names = new Dictionary<string, int>(StringComparer.Ordinal);
        return SearchCatalog.Create(FhirDefinitions.R4, name =>
        {
            if (!names.TryGetValue(name, out var id))
                names.Add(name, id = names.Count + 1);

            return id;
        });
    }
}
