using System.Text;
using System.Xml;

namespace Havel.Server.Terminologies.Claml;

/// <summary>A class, a modifier or a class of a modifier, as its element has it.</summary>
internal sealed class ClamlItem
{
    /// <summary><c>Class</c>, <c>Modifier</c> or <c>ModifierClass</c>.</summary>
    public required string Element { get; init; }

    public required string Code { get; init; }

    /// <summary>The kind of a class: chapter, block, category.</summary>
    public string? Kind { get; init; }

    /// <summary>Dagger, asterisk or optional, where the classification has them.</summary>
    public string? Usage { get; init; }

    /// <summary>The modifier that a class of a modifier belongs to.</summary>
    public string? Modifier { get; init; }

    public List<string> Superclasses { get; } = [];

    public bool HasSubclasses { get; private set; }

    /// <summary>The modifiers that hold from here down, with the classes that are valid; none named means
    /// all.</summary>
    public List<(string Modifier, List<string> Valid)> ModifiedBy { get; } = [];

    public List<string> ExcludedModifiers { get; } = [];

    public List<(string Name, string Value)> Metas { get; } = [];

    public List<(string Kind, string? Language, string Text)> Rubrics { get; } = [];

    /// <summary>The text of the first rubric of that kind, or null.</summary>
    public string? Rubric(string kind)
    {
        foreach (var rubric in Rubrics)
        {
            if (string.Equals(rubric.Kind, kind, StringComparison.Ordinal))
                return rubric.Text;
        }

        return null;
    }

    /// <summary>Reads the element at the start of a subtree.</summary>
    public static ClamlItem Read(XmlReader reader)
    {
        reader.MoveToContent();
        var item = new ClamlItem
        {
            Element = reader.Name,
            Code = reader.GetAttribute("code") ?? "",
            Kind = reader.GetAttribute("kind"),
            Usage = reader.GetAttribute("usage"),
            Modifier = reader.GetAttribute("modifier"),
        };
        string? rubric = null;
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element && reader.Depth > 0)
            {
                if (reader.Name is "Label")
                {
                    var language = reader.XmlLang is { Length: > 0 } lang ? lang : null;
                    item.Rubrics.Add((rubric ?? "", language, Label(reader)));
                    continue;
                }

                if (reader.Name is "Rubric")
                    rubric = reader.GetAttribute("kind");
                else
                    item.Take(reader);
            }

            reader.Read();
        }

        return item;
    }

    private void Take(XmlReader reader)
    {
        var code = reader.GetAttribute("code") ?? "";
        switch (reader.Name)
        {
            case "SuperClass":
                Superclasses.Add(code);
                break;
            case "SubClass":
                HasSubclasses = true;
                break;
            case "ModifiedBy":
                ModifiedBy.Add((code, []));
                break;
            case "ValidModifierClass" when ModifiedBy.Count > 0:
                ModifiedBy[^1].Valid.Add(code);
                break;
            case "ExcludeModifier":
                ExcludedModifiers.Add(code);
                break;
            case "Meta" when reader.GetAttribute("name") is { } name:
                Metas.Add((name, reader.GetAttribute("value") ?? ""));
                break;
            default:
                break;
        }
    }

    /// <summary>The words of a label without its markup, one space between them. Leaves the reader behind
    /// it.</summary>
    private static string Label(XmlReader reader)
    {
        if (reader.IsEmptyElement)
        {
            reader.Read();
            return "";
        }

        var text = new StringBuilder();
        var depth = reader.Depth;
        while (reader.Read() && reader.Depth > depth)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
                text.Append(reader.Value);
            else if (reader.NodeType is XmlNodeType.Whitespace
                || reader.Name is "Fragment" or "Para" or "ListItem" or "Cell" or "Caption")
                text.Append(' ');
        }

        reader.Read();
        return string.Join(
            ' ', text.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
