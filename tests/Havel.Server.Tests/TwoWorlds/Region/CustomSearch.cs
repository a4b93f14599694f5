using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Search.Custom;

namespace Havel.Server.Tests.TwoWorlds.Region;

/// <summary>Search parameters that the region has made for itself, one of each kind, and the value sets and codes it
/// searches by. Half of the records are written before the parameters, so that they are indexed in the
/// background.</summary>
internal static class CustomSearch
{
    public const string Tests = "http://example.org/ValueSet/tests";
    public const string System = "http://example.org/CodeSystem/tests";

    public const string Map = "http://example.org/ConceptMap/tests";

    /// <summary>The parameters, as the specification would publish them.</summary>
    public static IReadOnlyList<SearchParameterDefinition> Definitions { get; } =
        [.. Texts().Select(text => SearchParameterReader.Definition(Parse(text)))];

    public static IEnumerable<Step> Parameters() =>
        Texts().Select((text, at) => new Step("SearchParameter", $"sp-{at}", Identified(text, $"sp-{at}")));

    /// <summary>A value set of the tests there are, a system in which some stand below others, and a map from
    /// it.</summary>
    public static IEnumerable<Step> Terms()
    {
        yield return new Step("CodeSystem", "tests", $$"""
            {"resourceType":"CodeSystem","id":"tests","url":"{{System}}","status":"active","content":"complete",
             "hierarchyMeaning":"is-a","concept":[{"code":"all","concept":[{"code":"special","concept":
             [{"code":"routine"}]}]}]}
            """);
        yield return new Step("ValueSet", "tests", $$"""
            {"resourceType":"ValueSet","id":"tests","url":"{{Tests}}","status":"active","compose":{"include":[
             {"system":"urn:tag","concept":[{"code":"special"}]},
             {"system":"http://loinc.org","concept":[{"code":"25836-8"},{"code":"718-7"},{"code":"2345-7"}]}]} }
            """);
        yield return new Step("ConceptMap", "tests", $$"""
            {"resourceType":"ConceptMap","id":"tests","url":"{{Map}}","status":"active","group":[
             {"source":"{{System}}","target":"urn:tag","element":[{"code":"special","target":[
             {"code":"special","equivalence":"equal"}]}]}]}
            """);
    }

    private static IEnumerable<string> Texts() =>
    [
        Text("unit", "Observation", "string", "(Observation.value as Quantity).unit"),
        Text("amount", "Observation", "number", "(Observation.value as Quantity).value"),
        Text("lab-no", "Observation", "token", "Observation.identifier.where(system='lab')"),
        Text("whose", "Observation", "reference", "Observation.subject.where(resolve() is Patient)"),
        Text("told", "Condition", "date", "Condition.recordedDate | Condition.onset.as(dateTime)"),
        Text(
            "level", "Observation", "quantity",
            "(Observation.value as Quantity) | Observation.component.value.as(Quantity)"),
        Text("_labelled", "Resource", "token", "Resource.meta.security | Resource.meta.tag"),
    ];

    private static string Text(string code, string type, string kind, string expression) => $$"""
        {"resourceType":"SearchParameter","url":"http://example.org/sp/{{code}}","name":"Made","status":"active",
         "description":"made up","code":"{{code}}","base":["{{type}}"],"type":"{{kind}}","expression":"{{expression}}"}
        """;

    private static string Identified(string text, string id) =>
        text.Replace("\"url\"", $"\"id\":\"{id}\",\"url\"", StringComparison.Ordinal);

    private static Havel.Fhir.Nodes.Node Parse(string text) =>
        ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(text)).Table!.Root;
}
