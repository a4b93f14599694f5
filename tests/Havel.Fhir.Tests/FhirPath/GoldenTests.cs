using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.FhirPath;

/// <summary>The plain-text cases in Golden: one resource, one line per expression.</summary>
public sealed class GoldenTests
{
    private static readonly Lazy<Node> Resource = new(() =>
    {
        var parsed = new ResourceParser(FhirDefinitions.R4).Parse(File.ReadAllBytes(PathOf("resource.json")));
        Assert.True(parsed.IsValid, string.Join("; ", parsed.Issues.Select(issue => issue.Message)));
        return parsed.Table.Root;
    });

    [Theory]
    [InlineData("navigation")]
    [InlineData("references")]
    [InlineData("collections")]
    [InlineData("operators")]
    [InlineData("dates")]
    [InlineData("conversions")]
    [InlineData("strings")]
    [InlineData("math")]
    [InlineData("newer")]
    [InlineData("quantities")]
    public void Every_line_gives_what_it_says(string file)
    {
        var faults = new List<string>();
        foreach (var line in File.ReadLines(PathOf(file + ".txt")).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var at = line.LastIndexOf("=>", StringComparison.Ordinal);
            var (expression, wanted) = (line[..at].Trim(), line[(at + 2)..].Trim());
            var found = Evaluate(expression);
            var isRight = wanted.StartsWith('!')
                ? found.StartsWith('!') && found.Contains(wanted[1..].Trim(), StringComparison.Ordinal)
                : found == wanted;
            if (!isRight)
                faults.Add($"{expression} => {found} instead of {wanted}");
        }

        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    private static string Evaluate(string expression)
    {
        var compiled = FhirPathCompiler.Compile(expression, Resource.Value.Type, FhirDefinitions.R4);
        if (!compiled.IsValid)
            return "! " + compiled.Issues[0].Message;

        var context = new EvaluationContext
            { Now = new DateTimeOffset(2026, 3, 4, 5, 6, 7, 890, TimeSpan.FromHours(1)) };
        var result = new FhirPathCollection();
        var fault = compiled.Expression!.Evaluate(Resource.Value, context, result);
        return fault is null ? string.Join("; ", result) : "! " + fault.Message;
    }

    private static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "FhirPath", "Golden", file);
}
