using System.Text.Json;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>What authors wrote about elements, in words: that of the differential before that of the base.</summary>
internal sealed class ElementTexts
{
    private readonly Dictionary<string, JsonElement> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonElement> _above = new(StringComparer.Ordinal);

    public ElementTexts(JsonElement resource, JsonElement? parent)
    {
        Add(_own, resource, "differential");
        if (parent is { } above)
            Add(_above, above, "snapshot");
    }

    /// <summary>The member of an element; false where nobody wrote it.</summary>
    public bool TryFind(ProfileElement element, string name, out JsonElement value)
    {
        value = default;
        return (_own.TryGetValue(element.Id, out var own) && own.TryGetProperty(name, out value))
            || (_above.TryGetValue(element.Id, out var same) && same.TryGetProperty(name, out value))
            || (_above.TryGetValue(element.Path, out var unsliced) && unsliced.TryGetProperty(name, out value));
    }

    private static void Add(Dictionary<string, JsonElement> texts, JsonElement resource, string part)
    {
        if (!resource.TryGetProperty(part, out var holder) || !holder.TryGetProperty("element", out var elements)
            || elements.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        foreach (var element in elements.EnumerateArray())
        {
            if (TextOf(element, "id") is { } id)
                texts.TryAdd(id, element);
            if (TextOf(element, "path") is { } path)
                texts.TryAdd(path, element);
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var text)
            && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
