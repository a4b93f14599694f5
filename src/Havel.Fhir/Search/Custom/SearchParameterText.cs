using System.Buffers;
using System.Text.Json;
using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Custom;

/// <summary>A definition as the store keeps it: JSON with what counts for searching, equal for equal
/// definitions.</summary>
public static class SearchParameterText
{
    /// <summary>The definition as UTF-8.</summary>
    public static byte[] Write(SearchParameterDefinition definition)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("url", definition.Url);
            json.WriteString("code", definition.Code);
            json.WriteString("type", definition.Kind.ToString());
            Texts(json, "base", definition.BaseTypes);
            json.WriteString("expression", definition.Expression);
            Texts(json, "target", definition.Targets);
            Texts(json, "definition", definition.Components.Select(component => component.Definition));
            Texts(json, "part", definition.Components.Select(component => component.Expression));
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> has written.</summary>
    public static SearchParameterDefinition Read(ReadOnlyMemory<byte> utf8)
    {
        var root = JsonElement.Parse(utf8.Span);
        var parts = Texts(root, "part");
        return new SearchParameterDefinition
        {
            Url = root.GetProperty("url").GetString()!,
            Code = root.GetProperty("code").GetString()!,
            Kind = Enum.Parse<SearchParameterKind>(root.GetProperty("type").GetString()!),
            BaseTypes = Texts(root, "base"),
            Expression = root.GetProperty("expression").GetString(),
            Targets = Texts(root, "target"),
            Components = [.. Texts(root, "definition").Select((url, at) => new SearchParameterComponent(url, parts[at]))],
            Usage = SearchParameterUsage.Normal,
            AllowsOr = true,
            AllowsAnd = true,
            Modifiers = [],
            Comparators = [],
            Chain = [],
        };
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts)
            json.WriteStringValue(text);

        json.WriteEndArray();
    }

    private static List<string> Texts(JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];
}
