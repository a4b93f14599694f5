using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;

namespace Havel.Server.Commands;

/// <summary>Parses what files hold, in JSON or XML, whichever the bytes are. Serves one thread at a time.</summary>
internal sealed class InputParser
{
    private static readonly ParseOptions Large = new() { MaxBytes = Limits.MaxImportItemBytes };

    private readonly ResourceParser _json;
    private readonly XmlResourceReader _xml;

    public InputParser(ParseOptions? options = null)
    {
        _json = new ResourceParser(FhirDefinitions.R4, options ?? Large);
        _xml = new XmlResourceReader(FhirDefinitions.R4, options ?? Large);
    }

    /// <summary>Parses a resource; the table is only good until the next one is parsed.</summary>
    public ParseResult ParseBorrowed(ReadOnlyMemory<byte> bytes) => XmlResourceReader.LooksLikeXml(bytes.Span)
        ? _xml.ParseBorrowed(bytes)
        : _json.ParseBorrowed(bytes);

    /// <summary>Parses a resource and has it checked further as far as it can be read.</summary>
    /// <param name="bytes">JSON or XML.</param>
    /// <param name="check">Finds more; lines are those of the table's bytes.</param>
    /// <returns>All issues, with the lines of the input.</returns>
    public IReadOnlyList<Issue> Check(ReadOnlyMemory<byte> bytes, Func<NodeTable, IReadOnlyList<Issue>> check)
    {
        XmlConversion? source = null;
        if (XmlResourceReader.LooksLikeXml(bytes.Span))
        {
            source = _xml.Convert(bytes);
            if (!source.IsReadable)
                return source.Issues;
            bytes = source.Json;
        }

        var parsed = _json.ParseBorrowed(bytes);
        var table = parsed.Table ?? parsed.Faulty;
        IReadOnlyList<Issue> issues = table is null ? parsed.Issues : [.. parsed.Issues, .. check(table)];
        return source is null ? issues : source.Locate(bytes, issues);
    }
}
