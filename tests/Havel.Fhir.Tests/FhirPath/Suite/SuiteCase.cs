using System.Xml.Linq;

namespace Havel.Fhir.Tests.FhirPath.Suite;

/// <summary>One test of the official suite.</summary>
/// <param name="Name">Group, name and number where the name repeats.</param>
/// <param name="Input">File name; null where the test needs none.</param>
/// <param name="Expression">The FHIRPath.</param>
/// <param name="Invalid">Which fault is expected: syntax, semantic, execution; null for none.</param>
/// <param name="IsPredicate">Whether only existence counts.</param>
/// <param name="Outputs">Expected types (null for any) and texts.</param>
/// <param name="IsOrdered">Whether the order counts.</param>
internal sealed record SuiteCase(
    string Name,
    string? Input,
    string Expression,
    string? Invalid,
    bool IsPredicate,
    IReadOnlyList<(string? Type, string Text)> Outputs,
    bool IsOrdered)
{
    public static IReadOnlyList<SuiteCase> Load(string path)
    {
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return [.. XDocument.Load(path).Descendants("test").Select(test => Read(test, seen))];
    }

    private static SuiteCase Read(XElement test, Dictionary<string, int> seen)
    {
        var name = $"{test.Parent?.Attribute("name")?.Value}/{test.Attribute("name")?.Value}";
        seen[name] = seen.GetValueOrDefault(name) + 1;
        var expression = test.Element("expression")!;
        return new SuiteCase(
            seen[name] == 1 ? name : $"{name}#{seen[name]}",
            test.Attribute("inputfile")?.Value,
            expression.Value,
            expression.Attribute("invalid")?.Value,
            test.Attribute("predicate")?.Value == "true",
            [.. test.Elements("output").Select(output => (output.Attribute("type")?.Value, output.Value))],
            test.Attribute("ordered")?.Value != "false");
    }
}
