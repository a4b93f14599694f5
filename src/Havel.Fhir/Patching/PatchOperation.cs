using System.Text.Json.Nodes;

namespace Havel.Fhir.Patching;

/// <summary>One <c>operation</c> parameter of a FHIRPath Patch.
/// Source: https://hl7.org/fhir/R4/fhirpatch.html.</summary>
internal sealed class PatchOperation
{
    private readonly JsonObject? _value;

    private PatchOperation(JsonObject? value) => _value = value;

    public string Type { get; private set; } = string.Empty;

    public string Path { get; private set; } = string.Empty;

    public string? Name { get; private set; }

    public int? Index { get; private set; }

    public int? Source { get; private set; }

    public int? Destination { get; private set; }

    /// <summary>The parameter that carries the value.</summary>
    public JsonObject Value => _value ?? throw PatchFault.Malformed("it must have a part 'value'.");

    /// <summary>Reads a parameter of the Parameters resource, which has been found valid.</summary>
    public static PatchOperation Read(JsonObject parameter)
    {
        if (parameter["name"]?.GetValue<string>() is not "operation" || parameter["part"] is not JsonArray parts)
            throw PatchFault.Malformed("each parameter must be an 'operation' with parts.");

        var operation = new PatchOperation(
            parts.OfType<JsonObject>().FirstOrDefault(part => part["name"]?.GetValue<string>() is "value"));
        foreach (var part in parts.OfType<JsonObject>())
            operation.Take(part);

        return operation;
    }

    /// <summary>A number that the operation must have.</summary>
    public static int Need(int? number, string name) =>
        number ?? throw PatchFault.Malformed($"it must have a part '{name}' with a valueInteger.");

    private void Take(JsonObject part)
    {
        switch (part["name"]?.GetValue<string>())
        {
            case "type":
                Type = TextOf(part);
                break;
            case "path":
                Path = TextOf(part);
                break;
            case "name":
                Name = TextOf(part);
                break;
            case "index":
                Index = NumberOf(part);
                break;
            case "source":
                Source = NumberOf(part);
                break;
            case "destination":
                Destination = NumberOf(part);
                break;
            case "value":
                break;
            case var other:
                throw PatchFault.Malformed($"it has a part '{other}' that means nothing here.");
        }
    }

    private static string TextOf(JsonObject part) =>
        (part["valueString"] ?? part["valueCode"])?.GetValue<string>()
        ?? throw PatchFault.Malformed($"its part '{part["name"]}' must be a valueString or valueCode.");

    private static int NumberOf(JsonObject part) =>
        (part["valueInteger"] ?? part["valueUnsignedInt"] ?? part["valuePositiveInt"])?.GetValue<int>()
        ?? throw PatchFault.Malformed($"its part '{part["name"]}' must be a valueInteger.");
}
