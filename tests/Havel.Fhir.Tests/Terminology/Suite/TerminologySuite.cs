using System.Text;
using System.Text.Json.Nodes;
using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology;
using Havel.Fhir.Terminology.Answering;
using Havel.Tests.Shared;

namespace Havel.Fhir.Tests.Terminology.Suite;

/// <summary>The official terminology suite, run on the engine.</summary>
internal sealed class TerminologySuite
{
    private const string Folder = "suites/terminology";

    private static readonly Dictionary<string, TerminologyEngine> Engines = new(StringComparer.Ordinal);

    private TerminologySuite(string setup, JsonObject test)
    {
        Setup = setup;
        Name = test["name"]!.GetValue<string>();
        Operation = test["operation"]!.GetValue<string>();
        Request = test["request"]!.GetValue<string>();
        Response = test["response"]!.GetValue<string>();
        Language = test["Accept-Language"]?.GetValue<string>();
        FlatResponse = test["response:flat"]?.GetValue<string>() ?? Response;
        IsRefused = test["http-code"] is not null;
    }

    public string Name { get; }

    private string Setup { get; }

    private string Operation { get; }

    private string Request { get; }

    private string Response { get; }

    private string FlatResponse { get; }

    private string? Language { get; }

    private bool IsRefused { get; }

    public static IReadOnlyList<TerminologySuite> All { get; } = SharedData.Has(Folder) ? ReadAll() : [];

    /// <summary>Runs a case; the difference, or null.</summary>
    /// <param name="isFlat">Whether the server is to act as one that knows no trees: the suite's mode
    /// <c>flat</c>.</param>
    public string? Run(bool isFlat)
    {
        if (!OperationParameters.TryRead(Encoding.UTF8.GetBytes(Read(Request)), out var parameters, out var issue))
            return issue.Message;

        var call = new TerminologyCall(new DateTimeOffset(2026, 6, 1, 0, 0, 0, TimeSpan.Zero)) 
        {
            AcceptLanguage = Language,
            IsFlat = isFlat,
        };
        var engine = EngineOf(Setup);
        var answer = Operation switch
        {
            "expand" => TerminologyOperations.Expand(engine, parameters, call),
            "validate-code" => TerminologyOperations.ValidateInValueSet(engine, parameters, call),
            "lookup" => TerminologyOperations.Lookup(engine, parameters, call),
            _ => throw new InvalidOperationException(Operation),
        };
        var body = Encoding.UTF8.GetString(answer.Body.Span);
        if (answer.Status is >= 400 and < 500 != IsRefused)
            return $"status {answer.Status}: {body}";

        var found = CrossVersion.ToR5(JsonNode.Parse(body)!);
        if (isFlat && !string.Equals(FlatResponse, Response, StringComparison.Ordinal))
            RemoveOptional(found);

        string[] modes = isFlat ? ["general", "flat"] : ["general", "tx.fhir.org"];
        var difference = new SuiteComparison(modes).Find(
            JsonNode.Parse(Read(isFlat ? FlatResponse : Response)), found, "");
        return difference is null ? null : $"{difference}\n{body}";
    }

    // The flat answers leave out what the others mark as optional.
    private static void RemoveOptional(JsonNode valueSet)
    {
        var expansion = valueSet["expansion"]!.AsObject();
        Remove(expansion["parameter"]!.AsArray(), "name", "includeDefinition");
        foreach (var element in expansion["contains"]!.AsArray().Prepend(expansion))
        {
            if (element!["property"] is not JsonArray properties)
                continue;

            Remove(properties, "code", "status");
            if (properties.Count == 0)
                element.AsObject().Remove("property");
        }
    }

    private static void Remove(JsonArray list, string name, string value)
    {
        foreach (var item in list.ToList())
        {
            if (string.Equals(item![name]?.GetValue<string>(), value, StringComparison.Ordinal))
                list.Remove(item);
        }
    }

    private static List<TerminologySuite> ReadAll()
    {
        var tests = new List<TerminologySuite>();
        foreach (var suite in JsonNode.Parse(Read("test-cases.json"))!["suites"]!.AsArray())
        {
            var setup = string.Join(';', suite!["setup"]!.AsArray().Select(file => file!.GetValue<string>()));
            tests.AddRange(suite["tests"]!.AsArray().Select(test => new TerminologySuite(setup, test!.AsObject())));
        }

        return tests;
    }

    private static TerminologyEngine EngineOf(string setup)
    {
        lock (Engines)
        {
            if (Engines.TryGetValue(setup, out var known))
                return known;

            var resources = setup.Split(';').Select(
                file => ConformanceResource.From(Encoding.UTF8.GetBytes(SetupFile(file)))!);
            var engine = new TerminologyEngine(ConformanceCatalog.Core.With([.. resources]));
            Engines.Add(setup, engine);
            return engine;
        }
    }

    private static string SetupFile(string file)
    {
        if (!ExtensionsSetup.Files.TryGetValue(file, out var text))
            return Read(file);
        if (!text.EndsWith(".json", StringComparison.Ordinal))
            return text;

        var valueSet = JsonNode.Parse(Read(text))!.AsObject();
        valueSet.Remove("expansion");
        valueSet.Remove("$optional-properties$");
        valueSet["id"] = "extensions-enumerated";
        foreach (var concept in valueSet["compose"]!["include"]![0]!["concept"]!.AsArray())
        {
            foreach (var extension in concept!["extension"]?.AsArray() ?? [])
                extension!.AsObject().Remove("$optional$");
        }

        return valueSet.ToJsonString();
    }

    private static string Read(string file) => File.ReadAllText(SharedData.Path($"{Folder}/{file}"));
}
