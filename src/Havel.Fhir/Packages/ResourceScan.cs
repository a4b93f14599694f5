using System.Text.Json;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Packages;

/// <summary>One forward pass over a resource's JSON that keeps the head and remembers where the narrative stands, so
/// that a package can be loaded without parsing its resources.</summary>
internal readonly record struct ResourceScan(ResourceHead Head, Range Narrative)
{
    /// <summary>Reads the head of a resource, and makes sure that the whole is sound JSON.</summary>
    /// <param name="json">The file; a byte order mark is tolerated.</param>
    /// <param name="scan">What was found, of a resource.</param>
    public static ScanOutcome Read(ReadOnlySpan<byte> json, out ResourceScan scan)
    {
        scan = default;
        var offset = json.StartsWith("\uFEFF"u8) ? 3 : 0;
        try
        {
            var options = new JsonReaderOptions { MaxDepth = Limits.PackageJsonDepth };
            return ReadMembers(new Utf8JsonReader(json[offset..], options), offset, out scan);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // The reader tells bad JSON and bad UTF-8 this way; here it is an outcome like others.
            return ScanOutcome.Broken;
        }
    }

    private static ScanOutcome ReadMembers(Utf8JsonReader reader, int offset, out ResourceScan scan)
    {
        scan = default;
        var builder = default(HeadBuilder);
        Range narrative = default;
        reader.Read();
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (reader.Read() && isObject && reader.TokenType == JsonTokenType.PropertyName)
        {
            var start = offset + (int)reader.TokenStartIndex;
            var field = HeadBuilder.FieldOf(ref reader);
            reader.Read();
            builder.Take(field, ref reader);
            reader.Skip();
            if (field == HeadField.Text)
                narrative = start..(offset + (int)reader.BytesConsumed);
        }

        // Reads on to the end, so that what follows the object is a fault too.
        while (reader.Read())
        {
        }

        if (builder.Build() is not { } head)
            return ScanOutcome.Other;

        scan = new ResourceScan(head, narrative);
        return ScanOutcome.Resource;
    }

    /// <summary>Writes the resource without narrative and insignificant whitespace.</summary>
    /// <param name="json">The bytes that were read.</param>
    /// <param name="target">At least as many bytes.</param>
    /// <returns>The number of bytes written.</returns>
    public int WriteCompact(ReadOnlySpan<byte> json, Span<byte> target)
    {
        var start = json.StartsWith("\uFEFF"u8) ? 3 : 0;
        if (Narrative.Equals(default))
            return JsonCompactor.Compact(json[start..], target);

        // The comma behind the narrative goes with it, or the one before it where it is the last member.
        var written = JsonCompactor.Compact(json[start..Narrative.Start.Value], target);
        var rest = json[Narrative.End.Value..].TrimStart(" \t\r\n"u8);
        if (rest[0] == ',')
            rest = rest[1..];
        else if (target[written - 1] == ',')
            written--;
        return written + JsonCompactor.Compact(rest, target[written..]);
    }
}
