using System.Text.Json;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Responses;

namespace Havel.Server.Metas;

/// <summary>Adds profiles, tags and labels to a resource's bytes, or takes them away; everything else stays byte for
/// byte. All three are sets: a coding is one by system and code, whatever its display.
/// Source: https://hl7.org/fhir/R4/resource.html#Meta.</summary>
internal static class MetaChange
{
    private static readonly string[] Codings = ["security", "tag"];

    /// <summary>A coding as the sets know it.</summary>
    public static string KeyOf(Node coding) =>
        $"{coding.TextOf("system")}|{coding.TextOf("code") ?? "\n" + coding.TextOf("display")}";

    /// <summary>The resource with another meta; null where nothing would change.</summary>
    /// <param name="table">The resource.</param>
    /// <param name="given">The meta to add or take away.</param>
    /// <param name="adds">Which of the two.</param>
    public static byte[]? Apply(NodeTable table, Node given, bool adds)
    {
        var meta = table.Root.Child("meta");
        var hasChanged = false;
        var written = JsonBytes.Write(json =>
        {
            json.WriteStartObject();
            CopyRest(json, meta);
            hasChanged |= WriteProfiles(json, meta, given, adds);
            foreach (var name in Codings)
                hasChanged |= WriteCodings(json, name, meta, given, adds);

            json.WriteEndObject();
        });
        if (!hasChanged)
            return null;

        var editor = new BodyEditor(table);
        if (meta.Exists)
            editor.Replace(meta.Start, meta.Length, written);
        else
            editor.Replace(table.Root.Start + table.Root.Length - 1, 0, (byte[])[.. ",\"meta\":"u8, .. written]);

        return editor.Write();
    }

    private static void CopyRest(Utf8JsonWriter json, Node meta)
    {
        if (!meta.Exists)
            return;

        foreach (var member in JsonElement.Parse(meta.RawValue).EnumerateObject())
        {
            if (member.Name is "profile" or "_profile" or "tag" or "security")
                continue;

            json.WritePropertyName(member.Name);
            json.WriteRawValue(member.Value.GetRawText(), skipInputValidation: true);
        }
    }

    private static bool WriteProfiles(Utf8JsonWriter json, Node meta, Node given, bool adds)
    {
        var before = Texts(meta);
        var change = Texts(given);
        var after = adds
            ? before.Concat(change).Distinct(StringComparer.Ordinal).ToList()
            : [.. before.Except(change, StringComparer.Ordinal)];
        if (after.Count > 0)
        {
            json.WriteStartArray("profile");
            foreach (var profile in after)
                json.WriteStringValue(profile);

            json.WriteEndArray();
        }

        return after.Count != before.Count;
    }

    private static bool WriteCodings(Utf8JsonWriter json, string name, Node meta, Node given, bool adds)
    {
        var before = All(meta, name);
        var change = All(given, name);
        var known = before.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var named = change.Select(KeyOf).ToHashSet(StringComparer.Ordinal);
        var after = adds
            ? [.. before, .. change.Where(coding => known.Add(KeyOf(coding)))]
            : before.Where(coding => !named.Contains(KeyOf(coding))).ToList();
        if (after.Count > 0)
        {
            json.WriteStartArray(name);
            foreach (var coding in after)
                json.WriteRawValue(coding.RawValue, skipInputValidation: true);

            json.WriteEndArray();
        }

        return after.Count != before.Count;
    }

    private static List<Node> All(Node meta, string name)
    {
        var all = new List<Node>();
        if (!meta.Exists)
            return all;

        foreach (var child in meta.ChildrenOf(name))
            all.Add(child);

        return all;
    }

    private static List<string> Texts(Node meta) => [.. All(meta, "profile").Select(profile => profile.Text())];
}
