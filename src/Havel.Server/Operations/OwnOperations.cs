using System.Text.Json;
using Havel.Server.Responses;

namespace Havel.Server.Operations;

/// <summary>The definitions of operations that FHIR does not define, made from <see cref="OperationTable"/> and read at
/// <c>[base]/OperationDefinition/havel-...</c>. Source: https://hl7.org/fhir/R4/operationdefinition.html.</summary>
internal static class OwnOperations
{
    /// <summary>What the canonical address of an operation of our own begins with in the table: a name and no
    /// place.</summary>
    public const string Mark = "urn:x-havel:operation:";

    private const string Prefix = "havel-";

    /// <summary>The address of an operation's definition; for one of our own where this server has it.</summary>
    public static string AddressOf(Operation operation, string baseUrl) =>
        operation.Definition.StartsWith(Mark, StringComparison.Ordinal)
            ? $"{baseUrl}/OperationDefinition/{Prefix}{operation.Definition[Mark.Length..]}"
            : operation.Definition;

    /// <summary>The definition of that id, or null.</summary>
    public static byte[]? Find(string id, string baseUrl)
    {
        if (!id.StartsWith(Prefix, StringComparison.Ordinal))
            return null;

        var operation = OperationTable.All.FirstOrDefault(
            each => string.Equals(each.Definition, Mark + id[Prefix.Length..], StringComparison.Ordinal));
        return operation is null ? null : JsonBytes.Write(json => Write(json, id, operation, baseUrl));
    }

    private static void Write(Utf8JsonWriter json, string id, Operation operation, string baseUrl)
    {
        json.WriteStartObject();
        json.WriteString("resourceType", "OperationDefinition");
        json.WriteString("id", id);
        json.WriteString("url", AddressOf(operation, baseUrl));
        json.WriteString("name", string.Concat(
            operation.Name[1..].Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..])));
        json.WriteString("title", operation.Name);
        json.WriteString("status", "active");
        json.WriteString("kind", "operation");
        if (operation.Summary.Length > 0)
            json.WriteString("description", operation.Summary);

        json.WriteBoolean("affectsState", operation.AffectsState);
        json.WriteString("code", operation.Name[1..]);
        if (operation.Levels != OperationLevels.System)
        {
            json.WriteStartArray("resource");
            foreach (var type in operation.Types.DefaultIfEmpty("Resource"))
                json.WriteStringValue(type);

            json.WriteEndArray();
        }

        json.WriteBoolean("system", operation.Levels.HasFlag(OperationLevels.System));
        json.WriteBoolean("type", operation.Levels.HasFlag(OperationLevels.Type));
        json.WriteBoolean("instance", operation.Levels.HasFlag(OperationLevels.Instance));
        json.WriteStartArray("parameter");
        foreach (var input in operation.Inputs)
            Write(json, input.Name, "in", input.IsRequired ? 1 : 0, input.Documentation, input.Type);

        Write(json, "return", "out", 1, "The answer.", operation.Output);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(
        Utf8JsonWriter json, string name, string use, int min, string documentation, string type)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("use", use);
        json.WriteNumber("min", min);
        json.WriteString("max", "1");
        json.WriteString("documentation", documentation);
        json.WriteString("type", type);
        json.WriteEndObject();
    }
}
