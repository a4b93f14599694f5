using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

namespace Havel.Store.Writing;

/// <summary>Parses bodies that the store itself wrote. They were valid when they came in, so a fault now is
/// damage.</summary>
internal sealed class BodyParser(FhirDefinitions definitions)
{
    [ThreadStatic]
    private static ResourceParser? s_parser;

    public NodeTable Parse(ReadOnlyMemory<byte> body)
    {
        s_parser ??= new ResourceParser(definitions);
        var parsed = s_parser.Parse(body);
        return parsed.Table
            ?? throw new InvalidDataException($"A stored body does not parse: {parsed.Issues[0].Message}");
    }
}
