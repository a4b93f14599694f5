using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;

namespace Havel.Fhir.Tests.FhirPath.Suite;

/// <summary>Runs the suite's tests and says why one fails.</summary>
internal sealed class SuiteRun(string folder)
{
    private readonly Dictionary<string, Node> _inputs = new(StringComparer.Ordinal);
    private readonly EvaluationContext _context = new()
    {
        Now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 890, TimeSpan.FromHours(1)),
    };

    /// <summary>The reason of a failure, or null for a pass.</summary>
    public string? Failure(SuiteCase test)
    {
        var focus = test.Input is null ? default : Load(test.Input);
        var compiled = FhirPathCompiler.Compile(
            test.Expression, focus.Exists ? focus.Type : null, FhirDefinitions.R4);
        if (test.Invalid is "syntax" or "semantic")
        {
            if (compiled.Issues.Count > 0)
                return null;
        }
        else if (!compiled.IsValid)
        {
            // A fault that is expected while evaluating may well be found before.
            return test.Invalid is not null ? null : "does not compile: " + compiled.Issues[0].Message;
        }

        var result = new FhirPathCollection();
        var fault = compiled.Expression!.Evaluate(focus, _context, result);
        if (test.Invalid is not null)
            return fault is null ? $"no {test.Invalid} fault, but [{Show(result)}]" : null;
        if (fault is not null)
            return fault.Message;

        return Matches(test, result) ? null : $"gave [{Show(result)}]";
    }

    private static string Show(FhirPathCollection result) =>
        string.Join("; ", result.Select(value => $"{TypeOf(value)} {value}"));

    private static string TypeOf(FhirPathValue value) => value.IsNode ? value.Node.Type.Name : value.Kind.ToString();

    private static bool Matches(SuiteCase test, FhirPathCollection result)
    {
        if (test.IsPredicate)
            return test.Outputs is [var (_, wanted)] && !result.IsEmpty == bool.Parse(wanted);
        if (result.Count != test.Outputs.Count)
            return false;
        if (test.IsOrdered)
            return test.Outputs.Zip(result).All(pair => Matches(pair.First, pair.Second));

        return test.Outputs.All(output => result.Any(value => Matches(output, value)));
    }

    private static bool Matches((string? Type, string Text) output, FhirPathValue value)
    {
        if (output.Type is not null && !string.Equals(output.Type, TypeOf(value), StringComparison.OrdinalIgnoreCase))
            return false;

        var text = value.ToString();
        if (output.Type == "decimal")
            return decimal.Parse(output.Text, CultureInfo.InvariantCulture) == value.Decimal;

        return output.Text.TrimStart('@') == text;
    }

    /// <summary>Three inputs of the suite are not valid R4, so the parser rightly refuses them: one lacks required
    /// elements, one has a contained reference without its #, one has fewer extensions than values in an
    /// array.</summary>
    private static byte[] Complete(string json)
    {
        var resource = JsonNode.Parse(json)!.AsObject();
        if (resource["managingOrganization"] is JsonObject organization)
            organization["reference"] = "#1";
        if (resource["name"]?[0]?["_given"] is JsonArray companions)
            companions.Add(null);
        if (resource["resourceType"]?.GetValue<string>() == "ExplanationOfBenefit")
            CompleteClaim(resource);
        return Encoding.UTF8.GetBytes(resource.ToJsonString());
    }

    private static void CompleteClaim(JsonObject resource)
    {
        var missing = JsonNode.Parse(
            """
            {"status": "active", "type": {"text": "x"}, "use": "claim", "patient": {"display": "x"}, "created": "2020",
             "insurer": {"display": "x"}, "provider": {"display": "x"}, "outcome": "complete",
             "insurance": [{"focal": true, "coverage": {"display": "x"}}]}
            """)!;
        foreach (var (name, value) in missing.AsObject())
            resource.TryAdd(name, value?.DeepClone());
        foreach (var item in resource["item"]!.AsArray())
            item!.AsObject().TryAdd("productOrService", new JsonObject { ["text"] = "x" });
    }

    private Node Load(string name)
    {
        if (_inputs.TryGetValue(name, out var known))
            return known;

        var path = Path.Combine(folder, "input", name);
        var json = name.EndsWith(".xml", StringComparison.Ordinal)
            ? XmlResourceReader.OfThread.Convert(File.ReadAllBytes(path)).Json.ToArray()
            : Complete(File.ReadAllText(path));
        var parsed = new ResourceParser(FhirDefinitions.R4).Parse(json);
        if (!parsed.IsValid)
            throw new InvalidDataException(
                $"{name}: {string.Join("; ", parsed.Issues.Select(issue => issue.Message))}");

        return _inputs[name] = parsed.Table.Root;
    }
}
