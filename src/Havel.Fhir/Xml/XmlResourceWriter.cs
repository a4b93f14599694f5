using System.Buffers;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Xml;

/// <summary>Writes a resource as FHIR XML: elements in the order of the definitions, numbers as they stand in the JSON,
/// narratives as they are. Source: https://hl7.org/fhir/R4/xml.html.</summary>
public static class XmlResourceWriter
{
    /// <summary>The media type of what is written. Source: https://hl7.org/fhir/R4/http.html#mime-type.</summary>
    public const string MediaType = "application/fhir+xml";

    [ThreadStatic]
    private static XmlOutput? s_output;

    /// <summary>The resource's XML in UTF-8, without declaration, on one line but for what narratives hold.</summary>
    public static byte[] Write(NodeTable table) => Write(table.Root);

    /// <summary>The same for a resource within another, which then stands by itself.</summary>
    public static byte[] Write(Node resource)
    {
        var output = Render(resource);
        var bytes = output.Written.ToArray();
        output.Reset();
        return bytes;
    }

    /// <summary>Writes the resource to a buffer.</summary>
    public static void Write(Node resource, IBufferWriter<byte> target)
    {
        var output = Render(resource);
        target.Write(output.Written);
        output.Reset();
    }

    private static XmlOutput Render(Node resource)
    {
        if (!resource.Exists || !resource.Type.IsResource)
            throw new ArgumentException("Only a resource can be written as a document.", nameof(resource));

        var output = s_output ??= new XmlOutput();
        output.Reset();
        new NodesToXml(resource.Table, output).Write(resource.Index);
        return output;
    }
}
