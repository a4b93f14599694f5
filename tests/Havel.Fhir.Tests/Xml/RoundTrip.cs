using System.Xml;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Xml;

namespace Havel.Fhir.Tests.Xml;

/// <summary>JSON to XML and back, with everything that must hold on the way.</summary>
internal sealed class RoundTrip
{
    private static readonly XmlReaderSettings Strict = new() { DtdProcessing = DtdProcessing.Prohibit };

    private readonly XmlResourceReader _reader = new(FhirDefinitions.R4, new ParseOptions { MaxBytes = int.MaxValue });

    /// <summary>What was lost, as a sentence; null where nothing was.</summary>
    public string? FaultOf(NodeTable table)
    {
        var xml = XmlResourceWriter.Write(table);
        try
        {
            // A reader that is not ours must find the same text well formed.
            using var other = XmlReader.Create(new MemoryStream(xml), Strict);
            while (other.Read())
            {
            }
        }
        catch (XmlException fault)
        {
            return "no XML: " + fault.Message;
        }

        var back = _reader.Parse(xml);
        if (!back.IsValid || back.Issues.Count > 0)
            return "comes back with an issue: " + back.Issues[0];

        return Difference(table.Root, back.Table.Root, table.Root.Name)
            ?? (XmlResourceWriter.Write(back.Table).AsSpan().SequenceEqual(xml) ? null : "gives other XML again");
    }

    /// <summary>Where two trees differ; the order of different properties does not count, nor does JSON's way to write
    /// characters, but every character does.</summary>
    private static string? Difference(Node left, Node right, string path)
    {
        if (left.Type != right.Type)
            return $"{path} is another type";
        if (left.Type.IsPrimitive && !IsSameValue(left, right))
            return $"{path} is another value";

        var inLeft = Sorted(left);
        var inRight = Sorted(right);
        if (inLeft.Count != inRight.Count)
            return $"{path} has {inLeft.Count} and {inRight.Count} children";

        for (var at = 0; at < inLeft.Count; at++)
        {
            if (inLeft[at].Property != inRight[at].Property)
                return $"{path}.{inLeft[at].Name} is another property";
            if (Difference(inLeft[at], inRight[at], $"{path}.{inLeft[at].Name}") is { } difference)
                return difference;
        }

        return null;
    }

    private static bool IsSameValue(Node left, Node right)
    {
        if (left.HasValue != right.HasValue)
            return false;
        if (!left.HasValue)
            return true;

        return left.RawValue[0] == '"'
            ? string.Equals(left.Text(), right.Text(), StringComparison.Ordinal)
            : left.RawValue.SequenceEqual(right.RawValue);
    }

    private static List<Node> Sorted(Node node)
    {
        var children = new List<Node>();
        foreach (var child in node.Children)
            children.Add(child);
        return [.. children.OrderBy(child => child.Property!.Id)];
    }
}
