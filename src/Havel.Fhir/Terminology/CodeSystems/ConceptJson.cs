using System.Text.Json;

namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>Reads the small JSON values that terminology resources are made of. What has the wrong form is passed
/// over: published resources have faults, and a wrong designation must not cost a code system.</summary>
internal static class ConceptJson
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = Limits.HardNesting };

    /// <summary>Reads an object; null where the bytes are none. The node table would not do: it holds what R4 defines,
    /// and terminology resources come with elements and operators of R5.</summary>
    public static JsonElement? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            var reader = new Utf8JsonReader(utf8.Span, Options);
            var element = JsonElement.ParseValue(ref reader);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    public static bool? Bool(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.True => true,
                JsonValueKind.False => false,
                _ => null,
            }
            : null;

    /// <summary>The objects of a list; none where there is no list.</summary>
    public static IEnumerable<JsonElement> Objects(JsonElement element, string name)
    {
        if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out var list)
            || list.ValueKind != JsonValueKind.Array)
        {
            yield break;
        }

        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object)
                yield return item;
        }
    }

    /// <summary>The texts of a list.</summary>
    public static List<string> Texts(JsonElement element, string name)
    {
        var texts = new List<string>();
        if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list)
            && list.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in list.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.String)
                    texts.Add(item.GetString()!);
            }
        }

        return texts;
    }

    /// <summary>The value of a choice <c>value[x]</c>: its type and its element.</summary>
    public static (string Type, JsonElement Value)? Choice(JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.Name.StartsWith("value", StringComparison.Ordinal) && member.Name.Length > "value".Length)
                return (member.Name["value".Length..], member.Value);
        }

        return null;
    }

    /// <summary>A primitive as text, or null.</summary>
    public static string? Primitive(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    public static ConceptCoding? Coding(JsonElement value) => value.ValueKind == JsonValueKind.Object
        ? new ConceptCoding(
            Text(value, "system"), Text(value, "code"), Text(value, "version"), Text(value, "display"),
            Bool(value, "userSelected"))
        : null;

    public static ConceptCoding? Coding(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return null;

        var reader = new Utf8JsonReader(json);
        return JsonElement.TryParseValue(ref reader, out var value) ? Coding(value.Value) : null;
    }

    /// <summary>The simple extensions of a list.</summary>
    public static IReadOnlyList<ConceptExtension> Extensions(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty)
            return [];

        var reader = new Utf8JsonReader(json);
        return JsonElement.TryParseValue(ref reader, out var value) ? Extensions(value.Value) : [];
    }

    public static IReadOnlyList<ConceptExtension> Extensions(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return [];

        var extensions = new List<ConceptExtension>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind == JsonValueKind.Object && Text(item, "url") is { } url && Choice(item) is { } choice
                && Primitive(choice.Value) is { } text)
            {
                extensions.Add(new ConceptExtension(url, choice.Type, text));
            }
        }

        return extensions;
    }

    /// <summary>The simple extensions of an element.</summary>
    public static IReadOnlyList<ConceptExtension> ExtensionsOf(JsonElement element) =>
        element.TryGetProperty("extension", out var list) ? Extensions(list) : [];
}
