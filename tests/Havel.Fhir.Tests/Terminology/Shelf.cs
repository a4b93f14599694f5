using System.Text;
using System.Text.Json.Nodes;
using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;

namespace Havel.Fhir.Tests.Terminology;

/// <summary>An engine over resources written down in a test, and short ways to ask it.</summary>
internal static class Shelf
{
    public const string Animals = "http://example.org/animals";

    /// <summary>Animals: nested, with properties, a German name, an abstract and an inactive one.</summary>
    public static readonly string AnimalSystem = System("""
        "version":"2","language":"en","property":[
          {"code":"legs","type":"integer"},{"code":"status","type":"code"},
          {"code":"notSelectable","uri":"http://hl7.org/fhir/concept-properties#notSelectable","type":"boolean"}],
        "concept":[
          {"code":"animal","display":"Animal","property":[{"code":"notSelectable","valueBoolean":true}],"concept":[
            {"code":"mammal","display":"Mammal","concept":[
              {"code":"dog","display":"Dog","designation":[{"language":"de","value":"Hund"}],
               "property":[{"code":"legs","valueInteger":4}]},
              {"code":"cat","display":"Cat","property":[{"code":"legs","valueInteger":4}]},
              {"code":"mammoth","display":"Mammoth","property":[{"code":"status","valueCode":"retired"}]}]},
            {"code":"bird","display":"Bird","concept":[
              {"code":"hen","display":"Domestic hen","property":[{"code":"legs","valueInteger":2}]}]}]}]
        """);

    public static TerminologyEngine Engine(params string[] resources) => new(
        ConformanceCatalog.Core.With(
            [.. resources.Select(text => ConformanceResource.From(Encoding.UTF8.GetBytes(text))!)]));

    /// <summary>A CodeSystem of animals with other content.</summary>
    public static string System(string members, string url = Animals, string content = "complete") =>
        $$"""{"resourceType":"CodeSystem","url":"{{url}}","status":"active","content":"{{content}}",{{members}}}""";

    /// <summary>A ValueSet at http://example.org/[name].</summary>
    public static string Set(string name, string compose) =>
        $$"""
        {"resourceType":"ValueSet","url":"http://example.org/{{name}}","status":"active","compose":{ {{compose}} } }
        """;

    /// <summary>A ValueSet of animals by one filter.</summary>
    public static string Filtered(string name, string property, string operation, string value) => Set(name, $$"""
        "include":[{"system":"{{Animals}}","filter":[
         {"property":"{{property}}","op":"{{operation}}","value":"{{value}}"}]}]
        """);

    /// <summary>The codes of a value set, or the message that there are none.</summary>
    public static string Codes(this TerminologyEngine engine, string set)
    {
        var list = engine.Members("http://example.org/" + set, 1000);
        return list.Issue?.Message ?? string.Join(',', list.Codes.Select(code => code.Code));
    }

    public static TerminologyCall Call(string? language = null) =>
        new(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)) { AcceptLanguage = language };

    /// <summary>Parameters as a URL would write them: <c>a=b</c>.</summary>
    public static OperationParameters Query(params string[] pairs) => OperationParameters.OfQuery(
        pairs.Select(pair => pair.Split('=', 2)).Select(pair => KeyValuePair.Create(pair[0], pair[1])));

    public static OperationParameters Body(string json)
    {
        if (!OperationParameters.TryRead(Encoding.UTF8.GetBytes(json), out var parameters, out var issue))
            throw new InvalidOperationException(issue.Message);

        return parameters;
    }

    public static JsonNode Json(this TerminologyAnswer answer) => JsonNode.Parse(answer.Body.Span)!;

    /// <summary>A parameter's value as text, or null.</summary>
    public static string? Value(this TerminologyAnswer answer, string name) => answer.Json()["parameter"]!.AsArray()
        .Where(one => one!["name"]!.GetValue<string>() == name)
        .Select(one => one!.AsObject().First(member => member.Key.StartsWith("value", StringComparison.Ordinal)).Value!)
        .FirstOrDefault()?.ToString();

    /// <summary>The details' codes of all issues, in order of the alphabet.</summary>
    public static string Details(this TerminologyAnswer answer)
    {
        var body = answer.Json();
        var outcome = body["issue"] is not null
            ? body
            : body["parameter"]!.AsArray()
                .FirstOrDefault(one => one!["name"]!.GetValue<string>() is "issues")?["resource"];
        return outcome is null
            ? ""
            : string.Join(',', outcome["issue"]!.AsArray()
                .Select(issue => issue!["details"]!["coding"]![0]!["code"]!.GetValue<string>())
                .Order(StringComparer.Ordinal));
    }

    /// <summary>The codes of an expansion as it is written, children in parentheses.</summary>
    public static string Tree(this TerminologyAnswer answer) =>
        answer.Status == 200 ? Tree(answer.Json()["expansion"]!) : answer.Details();

    private static string Tree(JsonNode holder) => string.Join(' ', (holder["contains"]?.AsArray() ?? [])
        .Select(entry => entry!["contains"] is null ? entry["code"]!.ToString() : $"{entry["code"]}({Tree(entry)})"));
}
