using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Store.Bodies;

namespace Havel.Store.Writing;

/// <summary>Parses bodies that the store itself wrote. They were valid when they came in, so a fault now is
/// damage.</summary>
internal sealed class BodyParser(FhirDefinitions definitions)
{
    [ThreadStatic]
    private static ResourceParser? s_parser;

    /// <summary>Parses the column <c>body</c> of a row where neither version nor time matter.</summary>
    public NodeTable ParseStored(ReadOnlySpan<byte> stored) => Parse(BodyCodec.Unpack(stored, 1, 0));

    public NodeTable Parse(ReadOnlyMemory<byte> body)
    {
        s_parser ??= new ResourceParser(definitions);
        var parsed = s_parser.Parse(body);
        return parsed.Table
            ?? throw new InvalidDataException($"A stored body does not parse: {parsed.Issues[0].Message}");
    }
}
