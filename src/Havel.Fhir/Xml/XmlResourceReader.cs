using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Xml;

/// <summary>Reads FHIR XML: into the JSON that means the same, and through the one parser into a node table, so that
/// both forms meet the same rules and issues name lines of the XML. An instance reuses its memory and serves one thread
/// at a time. Whatever a sender can do wrong comes back as issues; no input makes it throw.
/// Source: https://hl7.org/fhir/R4/xml.html.</summary>
public sealed class XmlResourceReader
{
    [ThreadStatic]
    private static XmlResourceReader? s_ofThread;

    private readonly XmlPlans _plans;
    private readonly ParseOptions _options;
    private readonly XmlScratch _scratch = new();
    private readonly ResourceParser _parser;

    public XmlResourceReader(FhirDefinitions definitions, ParseOptions? options = null)
    {
        _plans = XmlPlans.Of(definitions);
        _options = options ?? ParseOptions.Default;

        // The XML's size is bounded, and its JSON is at most a little more than twice as long.
        _parser = new ResourceParser(definitions, _options with { MaxBytes = int.MaxValue });
    }

    /// <summary>The current thread's reader for R4 with the usual limits.</summary>
    public static XmlResourceReader OfThread => s_ofThread ??= new XmlResourceReader(FhirDefinitions.R4);

    /// <summary>Whether the bytes look like XML: a first sign that is '&lt;'.</summary>
    public static bool LooksLikeXml(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("\uFEFF"u8))
            bytes = bytes[3..];
        var first = bytes.IndexOfAnyExcept(" \t\r\n"u8);
        return first >= 0 && bytes[first] == '<';
    }

    /// <summary>Reads a resource; the table points into JSON of its own. Elements in another order than the
    /// specification's are a warning beside the table, everything else that is wrong is an error and no
    /// table.</summary>
    public ParseResult Parse(ReadOnlyMemory<byte> xml) => Parse(xml, isBorrowed: false);

    /// <summary>The same, but the table uses this reader's memory and is only good until its next reading.</summary>
    public ParseResult ParseBorrowed(ReadOnlyMemory<byte> xml) => Parse(xml, isBorrowed: true);

    /// <summary>The JSON that means the same, compact. It is not judged by FHIR's rules: that is the parser's
    /// work.</summary>
    public XmlConversion Convert(ReadOnlyMemory<byte> xml) => Convert(xml, isBorrowed: false);

    private ParseResult Parse(ReadOnlyMemory<byte> xml, bool isBorrowed)
    {
        var conversion = Convert(xml, isBorrowed);
        if (!conversion.IsReadable)
            return new ParseResult(null, conversion.Issues);

        var parsed = isBorrowed ? _parser.ParseBorrowed(conversion.Json) : _parser.Parse(conversion.Json);
        if (parsed.IsValid && !conversion.HasErrors)
            return conversion.Issues.Count == 0 ? parsed : new ParseResult(parsed.Table, conversion.Issues);

        var faulty = _options.KeepFaulty ? parsed.Table ?? parsed.Faulty : null;
        return new ParseResult(null, conversion.Locate(conversion.Json, parsed.Issues), faulty);
    }

    private XmlConversion Convert(ReadOnlyMemory<byte> xml, bool isBorrowed)
    {
        if (xml.Length > _options.MaxBytes)
        {
            return Unreadable(new Issue(IssueSeverity.Fatal, IssueType.TooLong,
                $"The input has {xml.Length} bytes; a resource may have at most {_options.MaxBytes}."));
        }

        if (XmlEncoding.FaultOf(xml.Span) is { } fault)
            return Unreadable(fault);
        if (xml.Span.StartsWith("\uFEFF"u8))
            xml = xml[3..];

        var task = new XmlTask(_plans, _scratch, _options, Disorder: -1, Gathers: false, Map: null);
        var fatal = Run(xml.Span, ref task);
        if (task.Gathers)
            fatal = Run(xml.Span, ref task);
        if (fatal is not null)
            return new XmlConversion(default, xml, [.. _scratch.Issues, (0, fatal)], new Lazy<XmlLineMap>());

        var json = isBorrowed ? _scratch.Output.Borrowed : _scratch.Output.Written.ToArray();
        return new XmlConversion(
            json, xml, _scratch.Issues.ToArray(), new Lazy<XmlLineMap>(() => MapOf(task, xml)));
    }

    /// <summary>Reads once; the task says afterwards whether to read again with the children gathered.</summary>
    private static Issue? Run(ReadOnlySpan<byte> xml, ref XmlTask task)
    {
        task.Scratch.Reset();
        var reader = new XmlToJson(xml, task);
        reader.Read();
        task = task with { Gathers = task.Gathers || reader.NeedsGathering, Disorder = reader.Disorder };
        if (reader.Disorder >= 0)
            Warn(xml, reader.Disorder, task.Scratch);
        return reader.Fault;
    }

    // The specification asks senders for the order; nothing of the meaning hangs on it, since JSON has none.
    private static void Warn(ReadOnlySpan<byte> xml, int at, XmlScratch scratch)
    {
        var (line, column) = XmlEncoding.Place(xml, at);
        scratch.Issues.Add((0, new Issue(IssueSeverity.Warning, IssueType.Structure,
            "The elements are not in the order that FHIR XML asks for; they were read all the same.",
            null, line, column)));
    }

    /// <summary>Reads once more to learn which place comes from where: only where something is wrong does anybody ask.
    /// The reader itself may long be at work on something else, so this uses memory of its own.</summary>
    private static XmlLineMap MapOf(XmlTask task, ReadOnlyMemory<byte> xml)
    {
        var map = new XmlLineMap();
        task = task with { Scratch = new XmlScratch(), Map = map };
        Run(xml.Span, ref task);
        return map;
    }

    private static XmlConversion Unreadable(Issue issue) => new(default, default, [(0, issue)], new Lazy<XmlLineMap>());
}
