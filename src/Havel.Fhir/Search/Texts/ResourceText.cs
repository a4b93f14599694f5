using System.Globalization;
using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Texts;

/// <summary>What a resource says in words. Source: https://hl7.org/fhir/R4/search.html#text.</summary>
public static class ResourceText
{
    /// <summary>The words of the narrative, as <see cref="TextWords"/> has them; null for none.</summary>
    public static string? Narrative(Node resource)
    {
        var words = new StringBuilder();
        Narrative(resource, words);
        return words.Length == 0 ? null : words.ToString();
    }

    /// <summary>The words of the narrative and of all strings, contained resources included; null for none.</summary>
    public static string? Content(Node resource)
    {
        var words = new StringBuilder();
        Narrative(resource, words);
        Strings(resource, words);
        return words.Length == 0 ? null : words.ToString();
    }

    private static void Narrative(Node resource, StringBuilder words)
    {
        var text = resource.Child("text");
        var div = text.Exists && !text.Type.IsPrimitive ? text.Child("div") : default;
        if (div.Exists && div.HasValue)
            TextWords.Append(Plain(div.Text()), words);
    }

    private static void Strings(Node node, StringBuilder words)
    {
        foreach (var child in node.Children)
        {
            if (child.Type.IsPrimitive)
            {
                if (child.HasValue && child.Type.Name is "string" or "markdown")
                    TextWords.Append(child.Text(), words);
            }
            else
            {
                Strings(child, words);
            }
        }
    }

    /// <summary>XHTML without its tags; what is told apart by a tag is two words.</summary>
    private static string Plain(string xhtml)
    {
        var text = new StringBuilder(xhtml.Length);
        for (var at = 0; at < xhtml.Length; at++)
        {
            var end = xhtml[at] switch
            {
                '<' => xhtml.IndexOf('>', at),
                '&' => xhtml.IndexOf(';', at),
                _ => -1,
            };
            if (end < 0)
            {
                text.Append(xhtml[at]);
                continue;
            }

            text.Append(xhtml[at] == '&' ? Entity(xhtml.AsSpan(at + 1, end - at - 1)) : ' ');
            at = end;
        }

        return text.ToString();
    }

    private static char Entity(ReadOnlySpan<char> name)
    {
        var isHexadecimal = name.StartsWith("#x", StringComparison.OrdinalIgnoreCase);
        if (name.IsEmpty || name[0] != '#')
        {
            return name switch
            {
                "auml" => 'ä',
                "ouml" => 'ö',
                "uuml" => 'ü',
                "Auml" => 'Ä',
                "Ouml" => 'Ö',
                "Uuml" => 'Ü',
                "szlig" => 'ß',
                "eacute" => 'é',
                _ => ' ',
            };
        }

        var style = isHexadecimal ? NumberStyles.AllowHexSpecifier : NumberStyles.None;
        return ushort.TryParse(name[(isHexadecimal ? 2 : 1)..], style, CultureInfo.InvariantCulture, out var code)
            ? (char)code
            : ' ';
    }
}
