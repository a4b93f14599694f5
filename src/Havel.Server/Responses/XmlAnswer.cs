using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;
using Havel.Server.Requests;

namespace Havel.Server.Responses;

/// <summary>Gives an answer the form of XML, at the very end: everything before knows JSON alone. What the XML is
/// follows from the JSON and nothing else, so the promise that holds for the one holds for the other.</summary>
internal static class XmlAnswer
{
    // A page of the greatest size holds resources that are each as deep as a resource may be.
    private static readonly ParseOptions Large = new()
    {
        MaxBytes = int.MaxValue,
        MaxNesting = Fhir.Limits.HardNesting,
        MaxNodes = Limits.MaxAnswerNodes,
    };

    [ThreadStatic]
    private static ResourceParser? s_parser;

    /// <summary>The answer with its body in XML; one without a body of FHIR's as it is.</summary>
    public static FhirResponse Of(FhirResponse answer)
    {
        var isFhir = !answer.Body.IsEmpty && answer.Status is not (204 or 304)
            && string.Equals(answer.ContentType, MediaTypes.FhirJson, StringComparison.Ordinal);
        if (!isFhir)
            return answer;

        s_parser ??= new ResourceParser(FhirDefinitions.R4, Large);
        var parsed = s_parser.ParseBorrowed(answer.Body);
        if (!parsed.IsValid)
            throw new InvalidOperationException($"An answer is no valid resource: {parsed.Issues[0]}");

        var bytes = new PooledBytes(answer.Body.Length + answer.Body.Length / 4);
        XmlResourceWriter.Write(parsed.Table.Root, bytes);
        answer.Owner?.Dispose();
        return answer with { Body = bytes.Written, Owner = bytes, ContentType = MediaTypes.FhirXml };
    }
}
