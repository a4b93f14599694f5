using System.Text;
using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;
using Xunit;

namespace Havel.Fhir.Tests.Xml;

/// <summary>Short ways to read XML in tests.</summary>
internal static class ReadXml
{
    public const string Namespace = "xmlns=\"http://hl7.org/fhir\"";

    public static ParseResult Any(string xml) =>
        new XmlResourceReader(FhirDefinitions.R4).Parse(Encoding.UTF8.GetBytes(xml));

    /// <summary>The JSON of XML that must be valid, warnings allowed.</summary>
    public static string Json(string xml)
    {
        var result = Any(xml);
        Assert.True(result.IsValid, string.Join('\n', result.Issues));
        return Encoding.UTF8.GetString(result.Table.Utf8.Span);
    }

    /// <summary>The one fault of a Patient with that content.</summary>
    public static Issue PatientFault(string content) => Fault($"<Patient {Namespace}>{content}</Patient>");

    public static string PatientJson(string content) => Json($"<Patient {Namespace}>{content}</Patient>");

    public static Issue Fault(string xml)
    {
        var result = Any(xml);
        Assert.False(result.IsValid);
        return Assert.Single(result.Issues, issue => issue.IsError);
    }
}
