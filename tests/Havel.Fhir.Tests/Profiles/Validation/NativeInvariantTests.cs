using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles;
using Xunit;

namespace Havel.Fhir.Tests.Profiles.Validation;

/// <summary>Invariants that are code instead of FHIRPath give the answers of the published expressions.</summary>
public sealed class NativeInvariantTests
{
    private const string Used = "\"managingOrganization\":{\"reference\":\"#o\"}";

    public static TheoryData<string> Resources => new()
    {
        Patient("\"active\":true"),
        Patient("\"text\":{\"status\":\"empty\",\"div\":\"<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\">x</div>\"}"),
        Patient("\"extension\":[{\"url\":\"http://x\",\"valueCode\":\"a\"}]"),
        Patient("\"extension\":[{\"url\":\"http://x\"}]"),
        Patient("\"extension\":[{\"url\":\"http://x\",\"extension\":[{\"url\":\"y\",\"valueCode\":\"a\"}]}]"),
        Patient("\"extension\":[{\"url\":\"http://x\",\"valueCode\":\"a\",\"extension\":"
            + "[{\"url\":\"y\",\"valueCode\":\"a\"}]}]"),
        Patient($"\"contained\":[{Organization("\"name\":\"O\"")}],{Used}"),
        Patient($"\"contained\":[{Organization("\"name\":\"O\"")}]"),
        Patient($"\"contained\":[{Organization("\"name\":\"O\",\"partOf\":{\"reference\":\"#\"}")}]"),
        Patient($"\"contained\":[{Organization("\"meta\":{\"versionId\":\"1\"},\"name\":\"O\"")}],{Used}"),
        Patient($"\"contained\":[{Organization("\"meta\":{\"lastUpdated\":\"2020-01-01T00:00:00Z\"}")}],{Used}"),
        Patient($"\"contained\":[{Organization("\"meta\":{\"security\":[{\"code\":\"x\"}]},\"name\":\"O\"")}],{Used}"),
        Patient("\"birthDate\":\"2000\",\"_birthDate\":{\"id\":\"a\"}"),
        Patient("\"_birthDate\":{\"id\":\"a\"}"),
        Patient("\"name\":[{\"id\":\"a\"}]"),
        Patient("\"name\":[{\"id\":\"a\",\"family\":\"b\"}]"),
    };

    [Theory]
    [MemberData(nameof(Resources))]
    public void Code_and_expression_agree(string json)
    {
        var table = Profile.Parse(Encoding.UTF8.GetBytes(json));
        var world = new ProfileWorld { Settings = new ValidationSettings() };
        var found = world.Validate(json, null).Where(issue => issue.Key is not null)
            .Select(issue => issue.Key!).ToHashSet(StringComparer.Ordinal);
        foreach (var key in (string[])["dom-2", "dom-3", "dom-4", "dom-5", "dom-6", "ext-1", "ele-1"])
            Assert.Equal(IsBroken(table, key), found.Contains(key));
    }

    /// <summary>Whether some node breaks the invariant by its published expression.</summary>
    private static bool IsBroken(NodeTable table, string key)
    {
        var context = new EvaluationContext();
        for (var at = 0; at < table.Count; at++)
        {
            var node = new Node(table, at);
            if ((node.Record.Flags & NodeFlags.Companion) != NodeFlags.None
                || Find(node, key) is not { } expression)
            {
                continue;
            }

            if (FhirPathCompiler.Compile(expression, node.Type, FhirDefinitions.R4).Expression is { } compiled
                && compiled.Test(node, context).Value != true)
            {
                return true;
            }
        }

        return false;
    }

    private static string? Find(Node node, string key)
    {
        // ele-1 is stated at Element, and resources are none.
        if (key == "ele-1")
            return node.Type.IsResource ? null : "hasValue() or (children().count() > id.count())";

        for (var type = node.Type; type is not null; type = type.Base!)
        {
            if (type.Invariants.FirstOrDefault(invariant => invariant.Key == key) is { } invariant)
                return invariant.Expression;
        }

        return null;
    }

    private static string Patient(string rest) => $"{{\"resourceType\":\"Patient\",{rest}}}";

    private static string Organization(string rest) => $"{{\"resourceType\":\"Organization\",\"id\":\"o\",{rest}}}";
}
