using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows for <c>:text</c> and <c>:of-type</c>. A text is kept once for all resources, as addresses are, so
/// that a resource costs a row of numbers for each of its texts.
/// Source: https://hl7.org/fhir/R4/search.html#token.</summary>
internal static class TokenExtras
{
    /// <summary>Adds the texts of a concept, a coding or an identifier.</summary>
    public static void Texts(Node node, int slot, SearchRows rows)
    {
        switch (node.Type.Name)
        {
            case "CodeableConcept":
                Text(node.Child("text"), slot, rows);
                foreach (var coding in node.ChildrenOf("coding"))
                    Text(coding.Child("display"), slot, rows);

                break;
            case "Coding":
                Text(node.Child("display"), slot, rows);
                break;
            case "Identifier":
                if (node.Child("type") is { Exists: true } type)
                    Texts(type, slot, rows);

                break;
        }
    }

    /// <summary>Adds an identifier's value under each code of its type.</summary>
    public static void Types(Node node, int slot, SearchRows rows)
    {
        if (node.Type.Name is not "Identifier" || node.TextOf("value") is not { } value
            || node.Child("type") is not { Exists: true } type)
            return;

        foreach (var coding in type.ChildrenOf("coding"))
        {
            if (coding.TextOf("code") is not { } code)
                continue;

            var system = SearchHash.System(coding.TextOf("system") ?? string.Empty);
            rows.Tokens.Add(new TokenRow(slot, SearchHash.TypedValue(code, value), system, Part: 0));
        }
    }

    private static void Text(Node text, int slot, SearchRows rows)
    {
        if (!text.Exists || !text.HasValue)
            return;

        var normal = SearchText.Normalise(text.Text());
        if (normal.Length > 0)
            ReferenceWriter.Address(Encoding.UTF8.GetBytes(TextValue.Mark + normal), slot, part: 0, rows);
    }
}
