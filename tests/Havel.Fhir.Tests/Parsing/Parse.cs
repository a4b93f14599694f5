using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Xunit;

namespace Havel.Fhir.Tests.Parsing;

/// <summary>Short ways to parse in tests.</summary>
internal static class Parse
{
    /// <summary>Parses JSON that must be valid.</summary>
    public static NodeTable Valid(string json)
    {
        var result = Any(json);
        Assert.True(result.IsValid, string.Join('\n', result.Issues));
        return result.Table!;
    }

    /// <summary>Parses JSON that must have exactly one fault.</summary>
    public static Issue Fault(string json)
    {
        var result = Any(json);
        Assert.False(result.IsValid);
        return Assert.Single(result.Issues);
    }

    public static ParseResult Any(string json) =>
        new ResourceParser(FhirDefinitions.R4).Parse(Encoding.UTF8.GetBytes(json));
}
