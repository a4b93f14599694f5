using System.Runtime.InteropServices;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Xml;

/// <summary>A resource read from XML: the JSON that means the same, and the way back to the lines of the XML.</summary>
public sealed class XmlConversion
{
    private readonly (int Offset, Issue Issue)[] _issues;
    private readonly Lazy<XmlLineMap> _map;
    private readonly ReadOnlyMemory<byte> _xml;

    internal XmlConversion(
        ReadOnlyMemory<byte> json, ReadOnlyMemory<byte> xml, (int, Issue)[] issues, Lazy<XmlLineMap> map)
    {
        Json = json;
        _xml = xml;
        _issues = issues;
        _map = map;
    }

    /// <summary>The resource as compact JSON, not yet parsed; empty where the input is no XML.</summary>
    public ReadOnlyMemory<byte> Json { get; }

    /// <summary>Whether the input is XML at all, with a root in FHIR's namespace.</summary>
    public bool IsReadable => !Json.IsEmpty;

    /// <summary>What is wrong with the XML as such: its form, namespaces, attributes, text. Never anything of what the
    /// parser says.</summary>
    public IReadOnlyList<Issue> Issues => Array.ConvertAll(_issues, static each => each.Issue);

    /// <summary>Whether some issue is more than a warning.</summary>
    public bool HasErrors => Array.Exists(_issues, static each => each.Issue.IsError);

    /// <summary>All that is wrong with a part of the resource, with the lines of the XML: what was found in the XML
    /// there, and what the parser found in the JSON.</summary>
    /// <param name="part">A piece of <see cref="Json"/>, such as an entry's resource.</param>
    /// <param name="parsed">The parser's issues with that piece.</param>
    public IReadOnlyList<Issue> Locate(ReadOnlyMemory<byte> part, IReadOnlyList<Issue> parsed)
    {
        if (!TryPlace(part, out var start))
            return [.. parsed.Select(static issue => issue with { Line = 0, Column = 0 })];

        var end = start + part.Length;
        var all = new List<Issue>();
        foreach (var (offset, issue) in _issues)
        {
            if (offset >= start && offset <= end)
                all.Add(issue);
        }

        foreach (var issue in parsed)
            all.Add(Move(issue, start));
        return [.. all.OrderBy(issue => issue.Line).ThenBy(issue => issue.Column)];
    }

    /// <summary>What is wrong with the XML outside of some parts of the resource.</summary>
    public IReadOnlyList<Issue> IssuesOutside(IEnumerable<ReadOnlyMemory<byte>> parts)
    {
        if (_issues.Length == 0)
            return [];

        var inside = new List<(int Start, int End)>();
        foreach (var part in parts)
        {
            if (TryPlace(part, out var start))
                inside.Add((start, start + part.Length));
        }

        return [.. _issues
            .Where(each => !inside.Exists(range => each.Offset >= range.Start && each.Offset <= range.End))
            .Select(each => each.Issue)];
    }

    /// <summary>An issue of the parser, moved from the JSON, which is one line, to the XML.</summary>
    private Issue Move(Issue issue, int start)
    {
        if (issue.Line != 1)
            return issue with { Line = 0, Column = 0 };

        var place = _map.Value.Find(start + issue.Column - 1);
        var (line, column) = XmlEncoding.Place(_xml.Span, place);
        return issue with { Line = line, Column = column };
    }

    private bool TryPlace(ReadOnlyMemory<byte> part, out int start)
    {
        start = 0;
        if (!MemoryMarshal.TryGetArray(part, out var inner) || !MemoryMarshal.TryGetArray(Json, out var outer)
            || !ReferenceEquals(inner.Array, outer.Array))
        {
            return false;
        }

        start = inner.Offset - outer.Offset;
        return true;
    }
}
