using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows of string parameters: a name or an address is found by any of its parts.
/// Source: https://hl7.org/fhir/R4/search.html#string.</summary>
internal static class StringWriter
{
    public static void Write(Node node, int slot, int part, List<StringRow> rows)
    {
        switch (node.Type.Name)
        {
            case "HumanName":
            case "Address":
                foreach (var child in node.Children)
                {
                    if (IsSearched(child.Name))
                        Text(child, slot, part, rows);
                }

                break;
            case "Extension":
                var value = node.Child("value");
                if (value.Exists)
                    Write(value, slot, part, rows);

                break;
            default:
                if (node.Type.IsPrimitive)
                    Text(node, slot, part, rows);

                break;
        }
    }

    private static bool IsSearched(string part) => part is
        "text" or "family" or "given" or "prefix" or "suffix" or
        "line" or "city" or "district" or "state" or "postalCode" or "country";

    private static void Text(Node node, int slot, int part, List<StringRow> rows)
    {
        if (!node.HasValue)
            return;

        var text = node.Text();
        var normal = SearchText.Normalise(text);
        if (normal.Length > 0)
            rows.Add(new StringRow(slot, normal, SearchHash.Exact(text), part));
    }
}
