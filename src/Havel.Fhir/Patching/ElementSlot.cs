using System.Text.Json.Nodes;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Patching;

/// <summary>All values of one element within one object, whichever way JSON writes them: alone or as a list, primitives
/// with their id and extensions in a member of their own.
/// Source: https://hl7.org/fhir/R4/json.html#primitive.</summary>
internal sealed class ElementSlot(JsonObject holder, JsonProperty property)
{
    private readonly string _companionName = "_" + property.Name;

    public JsonProperty Property => property;

    /// <summary>The values, taken out of the object's hands: each may be put elsewhere.</summary>
    public List<ElementValue> Read()
    {
        var values = Items(holder[property.Name]);
        var companions = property.Type.IsPrimitive ? Items(holder[_companionName]) : [];
        var count = Math.Max(values.Count, companions.Count);
        var read = new List<ElementValue>(count);
        for (var i = 0; i < count; i++)
            read.Add(new ElementValue(At(values, i), At(companions, i)));

        return read;
    }

    /// <summary>Puts values in the place of all that were there.</summary>
    public void Write(List<ElementValue> values)
    {
        Put(property.Name, values.ConvertAll(each => each.Value));
        if (property.Type.IsPrimitive)
            Put(_companionName, values.ConvertAll(each => each.Companion));
    }

    private static List<JsonNode?> Items(JsonNode? node) => node switch
    {
        null => [],
        JsonArray list => [.. list],
        _ => [node],
    };

    private static JsonNode? At(List<JsonNode?> items, int index) =>
        index < items.Count ? items[index]?.DeepClone() : null;

    private void Put(string name, List<JsonNode?> values)
    {
        if (values.TrueForAll(value => value is null))
            holder.Remove(name);
        else if (property.Element.IsArray)
            holder[name] = new JsonArray([.. values]);
        else
            holder[name] = values[0];
    }
}
