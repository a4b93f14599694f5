using System.Text;
using System.Text.Json.Nodes;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

namespace Havel.Consent.Tests.Golden;

/// <summary>The short-hand in which golden cases and generators write Consents; it becomes the JSON that the parser
/// reads.
/// <code>
/// consent c1 of p1 scope research policyRule OPTIN organization Organization/a
///   deny period 2026-01-01..2026-12-31            the root; "rule" instead of deny or permit for no type
///     permit actor Practitioner/x purpose TREAT    a child
/// </code></summary>
internal static class ConsentText
{
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    /// <summary>Parses the lines of one Consent.</summary>
    public static (string Id, string Patient, Node Consent) Parse(IReadOnlyList<string> lines)
    {
        var json = ToJson(lines);
        var result = ResourceParser.OfThread.Parse(Encoding.UTF8.GetBytes(json.ToJsonString()));
        if (result.Table is null)
            throw new FormatException(string.Join('\n', result.Issues.Select(issue => issue.Message)) + "\n" + json);

        var patient = json["patient"] is JsonObject reference ? (string)reference["reference"]! : string.Empty;
        return ((string)json["id"]!, patient, result.Table.Root);
    }

    private static JsonObject ToJson(IReadOnlyList<string> lines)
    {
        var head = lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var consent = Head(head);
        var open = new Stack<(int Indent, JsonObject Provision)>();
        foreach (var line in lines.Skip(1))
        {
            var indent = line.Length - line.TrimStart().Length;
            var provision = Provision(line.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            while (open.Count > 0 && open.Peek().Indent >= indent)
                open.Pop();

            if (open.Count == 0)
                consent["provision"] = provision;
            else
                Append(open.Peek().Provision, "provision", provision);

            open.Push((indent, provision));
        }

        return consent;
    }

    private static JsonObject Head(string[] words)
    {
        var values = Pairs(words.Skip(2)).ToLookup(pair => pair.Key, pair => pair.Value);
        var scope = values["scope"].FirstOrDefault() ?? "patient-privacy";
        var consent = new JsonObject
        {
            ["resourceType"] = "Consent",
            ["id"] = words[1],
            ["status"] = values["status"].FirstOrDefault() ?? "active",
            ["scope"] = scope switch
            {
                "none" => new JsonObject { ["text"] = "none" },
                _ when scope.Contains('|', StringComparison.Ordinal) => Concept(scope),
                _ => Concept(Terminology + "consentscope|" + scope),
            },
            ["category"] = new JsonArray(Concept("http://loinc.org|59284-0")),
        };
        if (!string.Equals(values["of"].FirstOrDefault(), "nobody", StringComparison.Ordinal))
            consent["patient"] = Reference("Patient/" + (values["of"].FirstOrDefault() ?? "p1"));
        if (values["policyRule"].FirstOrDefault() is { } rule)
            consent["policyRule"] = Concept(Coded(rule, Terminology + "v3-ActCode"));
        foreach (var organization in values["organization"])
            Append(consent, "organization", Reference(organization));
        if (values["modifier"].Any())
            consent["modifierExtension"] = Modifier();
        return consent;
    }

    private static JsonObject Provision(string[] words)
    {
        var provision = new JsonObject();
        if (words[0] is not "rule")
            provision["type"] = words[0];
        foreach (var (key, value) in Pairs(words.Skip(1)))
            AddCriterion(provision, key, value);
        return provision;
    }

    private static void AddCriterion(JsonObject provision, string key, string value)
    {
        switch (key)
        {
            case "period" or "dataPeriod": provision[key] = Period(value); break;
            case "actor": Append(provision, key, Actor(value)); break;
            case "action": Append(provision, key, Concept(Coded(value, Terminology + "consentaction"))); break;
            case "label":
                Append(provision, "securityLabel", Coding(Coded(value, Terminology + "v3-Confidentiality")));
                break;
            case "purpose": Append(provision, key, Coding(Coded(value, Terminology + "v3-ActReason"))); break;
            case "class": Append(provision, key, Coding(Coded(value, "http://hl7.org/fhir/resource-types"))); break;
            case "code": Append(provision, key, Concept(value)); break;
            case "data": Append(provision, key, Data(value)); break;
            case "modifier": provision["modifierExtension"] = Modifier(); break;
            default: throw new FormatException($"No criterion is called {key}.");
        }
    }

    private static IEnumerable<(string Key, string Value)> Pairs(IEnumerable<string> words) =>
        words.Chunk(2).Select(pair => (pair[0], pair[1]));

    private static string Coded(string value, string system) =>
        value.Contains('|', StringComparison.Ordinal) ? value : $"{system}|{value}";

    /// <summary><c>ROLE@reference</c>, <c>reference</c>, <c>ROLE@</c>, or <c>identifier:system|value</c>.</summary>
    private static JsonObject Actor(string value)
    {
        var at = value.IndexOf('@', StringComparison.Ordinal);
        var role = at < 0 ? "http://terminology.hl7.org/CodeSystem/v3-ParticipationType|IRCP" : value[..at];
        var target = value[(at + 1)..];
        return new JsonObject
        {
            ["role"] = Concept(role),
            ["reference"] = target switch
            {
                "" => new JsonObject { ["display"] = "somebody" },
                _ when target.StartsWith("identifier:", StringComparison.Ordinal) => new JsonObject
                {
                    ["identifier"] = new JsonObject
                    {
                        ["system"] = target["identifier:".Length..target.IndexOf('|', StringComparison.Ordinal)],
                        ["value"] = target[(target.IndexOf('|', StringComparison.Ordinal) + 1)..],
                    },
                },
                _ => Reference(target),
            },
        };
    }

    private static JsonObject Data(string value)
    {
        var colon = value.IndexOf(':', StringComparison.Ordinal);
        return new JsonObject { ["meaning"] = value[..colon], ["reference"] = Reference(value[(colon + 1)..]) };
    }

    private static JsonObject Period(string value)
    {
        var period = new JsonObject();
        var bounds = value.Split("..");
        if (bounds[0].Length > 0)
            period["start"] = bounds[0];
        if (bounds[1].Length > 0)
            period["end"] = bounds[1];
        return period;
    }

    /// <summary><c>system|code</c>, <c>|code</c> without a system, or <c>text:words</c>.</summary>
    private static JsonObject Concept(string value) => value.StartsWith("text:", StringComparison.Ordinal)
        ? new JsonObject { ["text"] = value["text:".Length..] }
        : new JsonObject { ["coding"] = new JsonArray(Coding(value)) };

    private static JsonObject Coding(string value)
    {
        var bar = value.IndexOf('|', StringComparison.Ordinal);
        var coding = new JsonObject();
        if (bar > 0)
            coding["system"] = value[..bar];
        coding["code"] = value[(bar + 1)..];
        return coding;
    }

    private static JsonObject Reference(string reference) => new() { ["reference"] = reference };

    private static JsonArray Modifier() =>
        new(new JsonObject { ["url"] = "http://example.org/unless", ["valueBoolean"] = true });

    private static void Append(JsonObject parent, string name, JsonObject item)
    {
        if (parent[name] is JsonArray items)
            items.Add((JsonNode)item);
        else
            parent[name] = new JsonArray(item);
    }
}
