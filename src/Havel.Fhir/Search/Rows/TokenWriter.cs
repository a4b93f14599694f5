using Havel.Fhir.Nodes;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows of token parameters. Source: https://hl7.org/fhir/R4/search.html#token.</summary>
internal static class TokenWriter
{
    /// <summary>Adds the rows of a token: its codes, and what else it is found by.</summary>
    public static void Write(
        Node node, SlotAction action, int part, IReadOnlyDictionary<long, int>? systems, SearchRows rows)
    {
        Write(node, action.Slot, part, systems, rows.Tokens);

        // No composite asks for these, so none of them says which part it is of, and what is said twice is kept once.
        if (action.TextSlot is { } texts)
            TokenExtras.Texts(node, texts, rows);

        if (action.TypeSlot is { } types)
            TokenExtras.Types(node, types, rows);
    }

    public static void Write(
        Node node, int slot, int part, IReadOnlyDictionary<long, int>? systems, List<TokenRow> rows)
    {
        switch (node.Type.Name)
        {
            case "CodeableConcept":
                foreach (var coding in node.ChildrenOf("coding"))
                    Pair(coding, "code", "system", slot, part, rows);

                break;
            case "Coding":
                Pair(node, "code", "system", slot, part, rows);
                break;
            case "Identifier":
                Pair(node, "value", "system", slot, part, rows);
                break;
            case "ContactPoint":
                // The table of token types puts a contact point's use where others have a system.
                Pair(node, "value", "use", slot, part, rows);
                break;
            case "Extension":
                var value = node.Child("value");
                if (value.Exists)
                    Write(value, slot, part, systems, rows);

                break;
            default:
                Primitive(node, slot, part, systems, rows);
                break;
        }
    }

    private static void Primitive(
        Node node, int slot, int part, IReadOnlyDictionary<long, int>? systems, List<TokenRow> rows)
    {
        if (!node.Type.IsPrimitive || !node.HasValue)
            return;

        var value = NodeHash.Token(node);
        var system = systems?.GetValueOrDefault(value) ?? 0;
        rows.Add(new TokenRow(slot, value, system, part));
    }

    private static void Pair(Node node, string codeName, string systemName, int slot, int part, List<TokenRow> rows)
    {
        long? value = null;
        var system = 0;
        foreach (var child in node.Children)
        {
            if (!child.HasValue)
                continue;

            var name = child.Name;
            if (string.Equals(name, codeName, StringComparison.Ordinal))
                value = NodeHash.Token(child);
            else if (string.Equals(name, systemName, StringComparison.Ordinal))
                system = NodeHash.System(child);
        }

        if (value is { } found)
            rows.Add(new TokenRow(slot, found, system, part));
    }
}
