using System.Text;
using Havel.Fhir.Nodes;
using Havel.Fhir.Search.Values;

namespace Havel.Fhir.Search.Rows;

/// <summary>Rows of reference and uri parameters. Sources: https://hl7.org/fhir/R4/search.html#reference and
/// #uri.</summary>
internal static class ReferenceWriter
{
    /// <summary>Adds the rows of a Reference, a canonical address or a resource that stands for a reference to
    /// itself.</summary>
    /// <returns>Whether there was anything to add.</returns>
    public static bool Write(Node node, int slot, int? identifierSlot, int part, SearchRows all)
    {
        var rows = all.Tokens;
        var before = rows.Count;
        if (node.Type.IsPrimitive)
            Canonical(node, slot, part, all);
        else if (node.Type.IsResource)
            Resource(node, slot, part, rows);
        else
            Literal(node, slot, identifierSlot, part, all);

        return rows.Count > before;
    }

    /// <summary>Adds the token row of a reference's identifier, if it has one.</summary>
    public static void Identifier(Node node, int slot, int part, List<TokenRow> rows)
    {
        var identifier = node.Child("identifier");
        if (identifier.Exists)
            TokenWriter.Write(identifier, slot, part, systems: null, rows);
    }

    /// <summary>Adds an address; one with a version can be found with and without it.
    /// Source: https://hl7.org/fhir/R4/search.html#versions.</summary>
    public static void Canonical(Node node, int slot, int part, SearchRows rows)
    {
        if (!node.Type.IsPrimitive || !node.HasValue)
            return;

        var address = ReferenceTarget.RawTextOf(node);
        Address(address, slot, part, rows);
        var unversioned = ReferenceText.WithoutCanonicalVersion(address);
        if (unversioned.Length < address.Length && !unversioned.IsEmpty)
            Address(unversioned, slot, part, rows);
    }

    /// <summary>Adds an address as it stands, with its text.</summary>
    public static void Address(ReadOnlySpan<byte> address, int slot, int part, SearchRows rows)
    {
        var hash = SearchHash.Uri(address);
        rows.Tokens.Add(new TokenRow(slot, hash, 0, part));
        if (rows.KnowsUri?.Invoke(hash) == true)
            return;

        var text = Encoding.UTF8.GetString(address);
        rows.Uris.Add(new UriText(hash, text.Length <= Limits.IndexedUri ? text : text[..Limits.IndexedUri]));
    }

    private static void Literal(Node node, int slot, int? identifierSlot, int part, SearchRows all)
    {
        var rows = all.Tokens;
        if (node.Type.Name is not "Reference")
        {
            if (node.Type.Name is "Extension" && node.Child("value") is { Exists: true } value)
                Write(value, slot, identifierSlot, part, all);

            return;
        }

        var literal = node.Child("reference");
        if (literal.Exists && literal.HasValue)
        {
            var reference = ReferenceText.Parse(ReferenceTarget.RawTextOf(literal));
            if (!reference.IsEmpty)
                rows.Add(new TokenRow(slot, SearchHash.Key(reference.Value), SearchHash.LinkSystem, part));
        }

        if (identifierSlot is { } identifiers)
            Identifier(node, identifiers, part, rows);
    }

    /// <summary>Bundle.composition and Bundle.message give the resource itself: the first entry.</summary>
    private static void Resource(Node node, int slot, int part, List<TokenRow> rows)
    {
        if (node.TextOf("id") is { } id)
            rows.Add(new TokenRow(slot, SearchHash.Key(node.Type.Name, id), SearchHash.LinkSystem, part));
    }
}
