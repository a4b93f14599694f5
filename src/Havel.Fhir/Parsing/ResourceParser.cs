using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <summary>Turns UTF-8 JSON into a typed node table and checks its structure in the same pass.
/// An instance reuses its memory and serves one thread at a time; keep one per thread for speed.
/// Whatever a sender can do wrong comes back as issues; no input makes it throw.</summary>
public sealed class ResourceParser
{
    [ThreadStatic]
    private static ResourceParser? s_ofThread;

    private readonly FhirDefinitions _definitions;
    private readonly ParseOptions _options;
    private readonly TypePlans _plans;
    private readonly ParseScratch _scratch;

    public ResourceParser(FhirDefinitions definitions, ParseOptions? options = null)
    {
        _definitions = definitions;
        _options = options ?? ParseOptions.Default;
        _plans = TypePlans.Of(definitions);
        _scratch = new ParseScratch(_plans);
    }

    /// <summary>The current thread's parser for R4 with the usual limits.</summary>
    public static ResourceParser OfThread => s_ofThread ??= new ResourceParser(FhirDefinitions.R4);

    /// <summary>Parses a resource; the table points into the bytes, which must not change while it is in use.</summary>
    public ParseResult Parse(ReadOnlyMemory<byte> utf8) => Parse(utf8, isBorrowed: false);

    /// <summary>The same, but the table uses this parser's memory and is only good until its next parse:
    /// for loops that are done with each resource before they read the next.</summary>
    public ParseResult ParseBorrowed(ReadOnlyMemory<byte> utf8) => Parse(utf8, isBorrowed: true);

    private ParseResult Parse(ReadOnlyMemory<byte> utf8, bool isBorrowed)
    {
        if (utf8.Length > _options.MaxBytes)
        {
            return Refuse(IssueType.TooLong,
                $"The input has {utf8.Length} bytes; a resource may have at most {_options.MaxBytes}.");
        }

        if (EncodingRules.FaultOf(utf8.Span) is { } fault)
            return new ParseResult(null, [fault]);

        // A byte order mark is tolerated and left behind. Source: https://hl7.org/fhir/R4/json.html and RFC 8259,
        // section 8.1.
        if (utf8.Span.StartsWith("\uFEFF"u8))
            utf8 = utf8[3..];

        _scratch.Reset();
        var reader = new ResourceReader(utf8.Span, _plans, _scratch, _options);
        reader.Read();
        if (_scratch.Issues.Count == 0)
            return new ParseResult(Table(utf8, reader, isBorrowed), []);

        var isReadable = _options.KeepFaulty && reader.IsWhole;
        var faulty = isReadable ? Table(utf8, reader, isBorrowed) : null;
        return new ParseResult(null, _scratch.Issues.ToArray(), faulty);
    }

    private NodeTable Table(ReadOnlyMemory<byte> utf8, in ResourceReader reader, bool isBorrowed)
    {
        var records = isBorrowed ? _scratch.Records : _scratch.Records.AsSpan(0, reader.Count).ToArray();
        return new NodeTable(_definitions, utf8, records, reader.Count, reader.IsCompact);
    }

    private static ParseResult Refuse(IssueType type, string message) =>
        new(null, [new Issue(IssueSeverity.Fatal, type, message)]);
}
