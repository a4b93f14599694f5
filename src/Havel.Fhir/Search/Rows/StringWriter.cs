using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows of string parameters: a name or an address is found by any of its parts.
/// Source: https://hl7.org/fhir/R4/search.html#string.</summary>
internal static class StringWriter
{
    public static void Write(Node node, SlotAction action, int part, List<StringRow> rows)
    {
        switch (node.Type.Name)
        {
            case "HumanName":
            case "Address":
                foreach (var child in node.Children)
                {
                    if (SearchedTexts.Has(child.Name) && !action.Elsewhere.Contains(child.Name))
                        Text(child, action.Slot, part, rows);
                }

                break;
            case "Extension":
                var value = node.Child("value");
                if (value.Exists)
                    Write(value, action, part, rows);

                break;
            default:
                if (node.Type.IsPrimitive)
                    Text(node, action.Slot, part, rows);

                break;
        }
    }

    private static void Text(Node node, int slot, int part, List<StringRow> rows)
    {
        if (!node.HasValue)
            return;

        Text(node.Text(), slot, part, rows);
    }

    /// <summary>Adds a text, unless nothing of it can be searched.</summary>
    public static void Text(string text, int slot, int part, List<StringRow> rows)
    {
        var normal = SearchText.Normalise(text);
        if (normal.Length > 0)
            rows.Add(new StringRow(slot, normal, SearchHash.Exact(text), part));
    }
}
