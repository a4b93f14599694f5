using System.Text;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

namespace Havel.Server.Intake;

/// <summary>Gives references and links another text, where a resource names something by an address that the store does
/// not keep:
/// a <c>urn:uuid</c> of its own bundle, an absolute URL under this server's base, a search.
/// Source: https://hl7.org/fhir/R4/http.html#trules.</summary>
internal static class ReferenceRewriter
{
    // Canonicals name definitions, not resources of a bundle. Source: https://hl7.org/fhir/R4/http.html#trules.
    private static readonly HashSet<string> LinkTypes =
        new(["uri", "url", "oid", "uuid"], StringComparer.Ordinal);

    /// <summary>Rewrites what the resolver has another text for.</summary>
    /// <param name="table">The resource.</param>
    /// <param name="resolve">The new text of a reference or link, or null to leave it; the flag tells a Reference from
    /// a mere link.</param>
    /// <returns>The resource's bytes, the old ones where nothing changed.</returns>
    public static ReadOnlyMemory<byte> Rewrite(NodeTable table, Func<string, bool, string?> resolve)
    {
        var editor = new BodyEditor(table);
        Visit(table.Root, editor, resolve);
        return editor.HasChanges ? editor.Write() : table.Utf8;
    }

    /// <summary>Whether the bytes hold the text at all: the cheap question before the walk.</summary>
    public static bool Mentions(ReadOnlySpan<byte> body, string text)
    {
        Span<byte> utf8 = stackalloc byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        return body.IndexOf(utf8[..Encoding.UTF8.GetBytes(text, utf8)]) >= 0;
    }

    private static void Visit(Node node, BodyEditor editor, Func<string, bool, string?> resolve)
    {
        foreach (var child in node.Children)
        {
            if (!child.Type.IsPrimitive)
            {
                Visit(child, editor, resolve);
                continue;
            }

            if (child.Type.Name is "xhtml")
            {
                if (child.HasValue && NarrativeLinks.Rewrite(child.Text(), resolve) is { } narrative)
                    editor.ReplaceText(child, narrative);

                continue;
            }

            var isReference = node.Type.Name is "Reference" && child.Name is "reference";
            if (!child.HasValue || (!isReference && !LinkTypes.Contains(child.Type.Name)))
                continue;

            if (resolve(child.Text(), isReference) is { } text)
                editor.ReplaceText(child, text);
        }
    }
}
