using System.Text.Json;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Metas;

/// <summary>Writes a Meta as the operations return it: in a Parameters resource, as <c>return</c>.</summary>
internal static class MetaAnswer
{
    /// <summary>The meta of one version.</summary>
    public static FhirResponse Of(ReadOnlyMemory<byte> body)
    {
        var meta = ResourceParser.OfThread.Parse(body).Table?.Root.Child("meta") ?? default;
        return Answer(json =>
        {
            if (meta.Exists)
                json.WriteRawValue(meta.RawValue, skipInputValidation: true);
            else
                json.WriteRawValue("{}"u8, skipInputValidation: true);
        });
    }

    /// <summary>What the metas of many resources have, each once, in an order that depends on nothing else.</summary>
    public static FhirResponse OfAll(IReadOnlyList<ResourceVersion> resources)
    {
        var profiles = new SortedSet<string>(StringComparer.Ordinal);
        var tags = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var labels = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var resource in resources)
        {
            var meta = ResourceParser.OfThread.Parse(resource.Body).Table?.Root.Child("meta") ?? default;
            if (!meta.Exists)
                continue;

            foreach (var profile in meta.ChildrenOf("profile"))
                profiles.Add(profile.Text());

            Gather(meta, "tag", tags);
            Gather(meta, "security", labels);
        }

        return Answer(json =>
        {
            json.WriteStartObject();
            if (profiles.Count > 0)
            {
                json.WriteStartArray("profile");
                foreach (var profile in profiles)
                    json.WriteStringValue(profile);

                json.WriteEndArray();
            }

            Write(json, "security", labels);
            Write(json, "tag", tags);
            json.WriteEndObject();
        });
    }

    private static void Gather(Node meta, string name, SortedDictionary<string, byte[]> codings)
    {
        foreach (var coding in meta.ChildrenOf(name))
            codings.TryAdd(MetaChange.KeyOf(coding), coding.RawValue.ToArray());
    }

    private static void Write(Utf8JsonWriter json, string name, SortedDictionary<string, byte[]> codings)
    {
        if (codings.Count == 0)
            return;

        json.WriteStartArray(name);
        foreach (var coding in codings.Values)
            json.WriteRawValue(coding, skipInputValidation: true);

        json.WriteEndArray();
    }

    private static FhirResponse Answer(Action<Utf8JsonWriter> meta) => new(200)
    {
        Body = JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("resourceType", "Parameters");
            json.WriteStartArray("parameter");
            json.WriteStartObject();
            json.WriteString("name", "return");
            json.WritePropertyName("valueMeta");
            meta(json);
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteEndObject();
        }),
    };
}
