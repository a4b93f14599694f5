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
    public static SearchParameterDefinition Read(ReadOnlySpan<byte> utf8)
    {
        var texts = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var json = new Utf8JsonReader(utf8);
        var name = string.Empty;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName)
                texts[name = json.GetString()!] = [];
            else if (json.TokenType == JsonTokenType.String)
                texts[name].Add(json.GetString()!);
        }

        var parts = texts["part"];
        return new SearchParameterDefinition
        {
            Url = texts["url"][0],
            Code = texts["code"][0],
            Kind = Enum.Parse<SearchParameterKind>(texts["type"][0]),
            BaseTypes = texts["base"],
            Expression = texts["expression"].FirstOrDefault(),
            Targets = texts["target"],
            Components =
            [
                .. texts["definition"].Select((definition, at) => new SearchParameterComponent(definition, parts[at])),
            ],
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
}
