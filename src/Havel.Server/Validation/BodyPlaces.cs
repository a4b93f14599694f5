using System.Runtime.InteropServices;
using Havel.Fhir.Issues;
using Havel.Server.Requests;

namespace Havel.Server.Validation;

/// <summary>From places in a resource to places in the body that it was sent in, such as Parameters.</summary>
internal static class BodyPlaces
{
    /// <summary>The issues with lines and columns of the body; without any where the resource did not come in
    /// it.</summary>
    public static IReadOnlyList<Issue> Locate(
        FhirRequest request, ReadOnlyMemory<byte> resource, IReadOnlyList<Issue> issues)
    {
        if (!MemoryMarshal.TryGetArray(resource, out var inner)
            || !MemoryMarshal.TryGetArray(request.Body, out var outer)
            || !ReferenceEquals(inner.Array, outer.Array))
        {
            return [.. issues.Select(issue => issue with { Line = 0, Column = 0 })];
        }

        if (request.Source is { } source)
            return source.Locate(resource, issues);

        var before = request.Body.Span[..(inner.Offset - outer.Offset)];
        var lines = before.Count((byte)'\n');
        var columns = before.Length - 1 - before.LastIndexOf((byte)'\n');
        return [.. issues.Select(issue => Move(issue, lines, columns))];
    }

    private static Issue Move(Issue issue, int lines, int columns) => issue.Line == 0 ? issue : issue with
    {
        Line = issue.Line + lines,
        Column = issue.Line == 1 ? issue.Column + columns : issue.Column,
    };
}
