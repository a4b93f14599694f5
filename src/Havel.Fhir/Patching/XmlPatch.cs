using System.Xml;
using System.Xml.Linq;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Xml;

namespace Havel.Fhir.Patching;

/// <summary>XML Patch: operations on the XML form of a resource, in their order, all or none.
/// Source: RFC 5261.</summary>
public static class XmlPatch
{
    /// <summary>The media type of such a patch. Source: RFC 7351.</summary>
    public const string MediaType = "application/xml-patch+xml";

    private static readonly XmlReaderSettings Untrusting = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = Limits.ResourceBytes,
        IgnoreComments = false,
        CheckCharacters = true,
    };

    private static readonly XmlWriterSettings Plain = new()
    {
        OmitXmlDeclaration = true,
        Encoding = new System.Text.UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
    };

    /// <summary>Applies a patch.</summary>
    /// <param name="resource">A valid resource.</param>
    /// <param name="patch">The <c>diff</c> document.</param>
    public static PatchResult Apply(NodeTable resource, ReadOnlyMemory<byte> patch)
    {
        XDocument diff;
        try
        {
            diff = Load(patch);
        }
        catch (XmlException)
        {
            return PatchResult.Malformed("The patch is no well-formed XML, or has a document type declaration.");
        }

        var document = Load(XmlResourceWriter.Write(resource));
        var position = 0;
        foreach (var operation in diff.Root!.Elements())
        {
            if (position == Limits.PatchOperations)
                return PatchResult.Malformed($"A patch may have {Limits.PatchOperations} operations here.");

            try
            {
                XmlPatchStep.Run(document, operation);
            }
            catch (PatchFault fault)
            {
                return fault.At(position, $"{operation.Name.LocalName} {operation.Attribute("sel")?.Value}");
            }

            position++;
        }

        return position == 0
            ? PatchResult.Malformed("An XML Patch has at least one operation.")
            : Read(document, resource.Definitions);
    }

    private static XDocument Load(ReadOnlyMemory<byte> xml)
    {
        using var stream = new MemoryStream(xml.ToArray(), writable: false);
        using var reader = XmlReader.Create(stream, Untrusting);
        return XDocument.Load(reader, LoadOptions.PreserveWhitespace);
    }

    private static PatchResult Read(XDocument document, FhirDefinitions definitions)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Plain))
            document.Save(writer);

        var conversion = new XmlResourceReader(definitions).Convert(stream.ToArray());
        if (conversion.IsReadable && !conversion.HasErrors)
            return new PatchResult(conversion.Json, null, IsMalformed: false);

        var first = conversion.Issues.First(issue => issue.IsError);
        return PatchResult.Failed(first with
        {
            Message = "The patch leaves no FHIR: " + first.Message,
            Line = 0,
            Column = 0,
        });
    }
}
