namespace Havel.Server.Tests.RealData.Matching;

/// <summary>A place in the JSON and what stands there.</summary>
/// <param name="Shape">The datatype by a short name: concept, coding, identifier, code, date, period, ...</param>
/// <param name="Detail">The system of a plain code, the type a reference must have; null for none.</param>
/// <param name="Path">Property names with dots, arrays are gone through; <c>telecom[system=phone]</c> filters.</param>
/// <param name="Components">For a composite the sources of each component, relative to the path; else empty.</param>
internal sealed record Source(string Shape, string? Detail, string Path, IReadOnlyList<Source> Components)
{
    /// <summary>Reads <c>shape/detail:path</c>, or <c>path{shape:path;shape:path}</c> for a composite.</summary>
    public static Source Parse(string text)
    {
        var brace = text.IndexOf('{', StringComparison.Ordinal);
        if (brace >= 0)
            return new Source("group", null, text[..brace], [.. text[(brace + 1)..^1].Split(';').Select(Parse)]);

        var colon = text.LastIndexOf(':');
        var head = text[..colon];
        var slash = head.IndexOf('/', StringComparison.Ordinal);
        return slash < 0
            ? new Source(head, null, text[(colon + 1)..], [])
            : new Source(head[..slash], head[(slash + 1)..], text[(colon + 1)..], []);
    }

    public Kind Kind => Shape switch
    {
        "concept" or "coding" or "identifier" or "contact" or "code" or "bool" or "deceased" => Kind.Token,
        "text" or "name" or "address" => Kind.Text,
        "reference" => Kind.Reference,
        "date" or "period" or "timing" => Kind.Date,
        "number" or "span" => Kind.Number,
        "quantity" or "range" or "money" => Kind.Quantity,
        "uri" => Kind.Uri,
        "group" => Kind.Composite,
        _ => throw new InvalidOperationException($"No such shape: {Shape}"),
    };
}
