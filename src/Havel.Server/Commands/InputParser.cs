using Havel.Fhir.Definitions;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;

namespace Havel.Server.Commands;

/// <summary>Parses what files hold, in JSON or XML, whichever the bytes are.</summary>
internal sealed class InputParser
{
    private static readonly ParseOptions Large = new() { MaxBytes = Limits.MaxImportItemBytes };

    private readonly ResourceParser _json = new(FhirDefinitions.R4, Large);
    private readonly XmlResourceReader _xml = new(FhirDefinitions.R4, Large);

    /// <summary>Parses a resource; the table is only good until the next one is parsed.</summary>
    public ParseResult ParseBorrowed(ReadOnlyMemory<byte> bytes) => XmlResourceReader.LooksLikeXml(bytes.Span)
        ? _xml.ParseBorrowed(bytes)
        : _json.ParseBorrowed(bytes);
}
