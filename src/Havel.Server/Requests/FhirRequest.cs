using Havel.Fhir.Xml;
using Havel.Server.Routing;

namespace Havel.Server.Requests;

/// <summary>A request as FHIR sees it: what is asked of what, by which pairs, under which headers, with which bytes.
/// It comes from HTTP or from an entry of a batch or transaction; nothing behind it knows which.</summary>
internal sealed record FhirRequest
{
    public required Verb Verb { get; init; }

    /// <summary>What the path asks for.</summary>
    public required Route Route { get; init; }

    /// <summary>The path below the base as it was sent; empty where the request came from within.</summary>
    public string Path { get; init; } = "";

    /// <summary>The pairs of the URL and, for POST _search, of the body behind them.</summary>
    public IReadOnlyList<QueryPair> Query { get; init; } = [];

    public RequestHeaders Headers { get; init; } = RequestHeaders.None;

    /// <summary>The form the answer shall have; null where the client takes none that is spoken.</summary>
    public WireFormat? Format { get; init; } = WireFormat.Json;

    /// <summary>The body, as sent where it was JSON; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where the body came from, if it was sent as XML; else null.</summary>
    public XmlConversion? Source { get; init; }

    /// <summary>What the client would like, from <c>Prefer</c>.</summary>
    public Preferences Preferences => Preferences.Parse(Headers.Prefer);

    /// <summary>The value of the first pair of that name, or null.</summary>
    public string? QueryValue(string name) => QueryText.Find(Query, name);
}
