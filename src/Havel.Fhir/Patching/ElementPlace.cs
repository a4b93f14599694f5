using System.Text.Json.Nodes;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Patching;

/// <summary>Where a node of a parsed resource stands in the tree of the same resource.</summary>
/// <param name="Holder">The object that holds the element.</param>
/// <param name="Property">How JSON names the element.</param>
/// <param name="Index">Its position among the values of the element.</param>
/// <param name="Parent">The node whose element it is.</param>
internal readonly record struct ElementPlace(JsonObject Holder, JsonProperty Property, int Index, Node Parent)
{
    public ElementSlot Slot => new(Holder, Property);

    /// <summary>Whether both are values of one element.</summary>
    public bool IsBeside(in ElementPlace other) =>
        ReferenceEquals(Holder, other.Holder) && ReferenceEquals(Property, other.Property);

    /// <summary>Finds the place of a node.</summary>
    /// <param name="node">Not the root.</param>
    /// <param name="root">The tree of the whole resource.</param>
    public static ElementPlace Of(Node node, JsonObject root)
    {
        var holder = root;
        var parent = node.Table.Root;
        while (true)
        {
            var (child, index) = Step(parent, node.Index);
            if (child == node)
                return new ElementPlace(holder, child.Property!, index, parent);

            holder = ObjectOf(holder, child, index);
            parent = child;
        }
    }

    /// <summary>The object in which a node's own elements stand: for a primitive that of its id and
    /// extensions.</summary>
    public static JsonObject ObjectOf(Node node, JsonObject root)
    {
        if (node == node.Table.Root)
            return root;

        var place = Of(node, root);
        return ObjectOf(place.Holder, node, place.Index);
    }

    private static JsonObject ObjectOf(JsonObject holder, Node node, int index)
    {
        var property = node.Property!;
        if (!node.Type.IsPrimitive)
            return (JsonObject)(holder[property.Name] is JsonArray items ? items[index]! : holder[property.Name]!);

        if (CompanionOf(holder["_" + property.Name], index) is { } known)
            return known;

        var slot = new ElementSlot(holder, property);
        var values = slot.Read();
        var companion = new JsonObject();
        values[index] = values[index] with { Companion = companion };
        slot.Write(values);
        return companion;
    }

    private static JsonObject? CompanionOf(JsonNode? node, int index) => node switch
    {
        JsonArray items => index < items.Count ? items[index] as JsonObject : null,
        _ => node as JsonObject,
    };

    // The child in whose own nodes, or in whose id and extensions, the index lies.
    private static (Node Child, int Index) Step(Node parent, int index)
    {
        JsonProperty? property = null;
        var position = 0;
        foreach (var child in parent.Children)
        {
            position = ReferenceEquals(child.Property, property) ? position + 1 : 0;
            property = child.Property;
            ref readonly var record = ref child.Record;
            var companion = record.Companion;
            if ((index >= child.Index && index < record.End)
                || (companion != 0 && index >= companion && index < child.Table[companion].End))
            {
                return (child, position);
            }
        }

        throw new InvalidOperationException("A node must lie within its own resource.");
    }
}
