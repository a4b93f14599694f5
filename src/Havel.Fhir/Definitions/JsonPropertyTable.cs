namespace Havel.Fhir.Definitions;

/// <summary>Finds a property by its UTF-8 name without making a string: open addressing over length and a few
/// bytes.</summary>
internal sealed class JsonPropertyTable
{
    public static readonly JsonPropertyTable Empty = Create([]);

    private readonly JsonProperty?[] _slots;
    private readonly int _mask;

    private JsonPropertyTable(IReadOnlyList<JsonProperty> all, JsonProperty?[] slots)
    {
        All = all;
        _slots = slots;
        _mask = slots.Length - 1;
    }

    public IReadOnlyList<JsonProperty> All { get; }

    public static JsonPropertyTable Create(IReadOnlyList<JsonProperty> all)
    {
        var size = 4;
        while (size < all.Count * 2)
            size *= 2;

        var slots = new JsonProperty?[size];
        foreach (var property in all)
        {
            var at = Hash(property.Utf8Name) & (size - 1);
            while (slots[at] is not null)
                at = (at + 1) & (size - 1);
            slots[at] = property;
        }

        return new JsonPropertyTable(all, slots);
    }

    public JsonProperty? Find(ReadOnlySpan<byte> name)
    {
        for (var at = Hash(name) & _mask; _slots[at] is { } property; at = (at + 1) & _mask)
        {
            if (name.SequenceEqual(property.Utf8Name))
                return property;
        }

        return null;
    }

    private static int Hash(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty)
            return 0;

        var hash = (uint)name.Length * 31 + name[0];
        hash = hash * 31 + name[^1];
        hash = hash * 31 + name[name.Length / 2];
        return (int)(hash ^ (hash >> 7));
    }
}
