using System.Text.Json;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>What authors wrote about elements, in words: that of the differential before that of the base.</summary>
internal sealed class ElementTexts
{
    private readonly Dictionary<string, Node> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _above = new(StringComparer.Ordinal);

    public ElementTexts(Node resource, Node parent)
    {
        Add(_own, resource.Child("differential"));
        if (parent.Exists)
            Add(_above, parent.Child("snapshot"));
    }

    /// <summary>Writes the member of an element under a name; false where nobody wrote it.</summary>
    public bool TryCopy(Utf8JsonWriter json, ProfileElement element, string member, string name)
    {
        var holder = FindHolder(element, member);
        if (!holder.Exists)
            return false;

        json.WritePropertyName(name);
        var isArray = holder.Child(member).Element!.IsArray;
        if (isArray)
            json.WriteStartArray();
        foreach (var value in holder.ChildrenOf(member))
        {
            if (value.HasValue)
                json.WriteRawValue(value.RawValue);
        }

        if (isArray)
            json.WriteEndArray();
        return true;
    }

    private Node FindHolder(ProfileElement element, string member)
    {
        if (Has(_own, element.Id, member, out var holder) || Has(_above, element.Id, member, out holder)
            || Has(_above, element.Path, member, out holder))
        {
            return holder;
        }

        return default;
    }

    private static bool Has(Dictionary<string, Node> texts, string key, string member, out Node holder) =>
        texts.TryGetValue(key, out holder) && holder.Child(member) is { Exists: true, HasValue: true };

    private static void Add(Dictionary<string, Node> texts, Node holder)
    {
        if (!holder.Exists)
            return;

        foreach (var element in holder.ChildrenOf("element"))
        {
            if (element.TextOf("id") is { } id)
                texts.TryAdd(id, element);
            if (element.TextOf("path") is { } path)
                texts.TryAdd(path, element);
        }
    }
}
