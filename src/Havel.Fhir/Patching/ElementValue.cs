using System.Text.Json.Nodes;

namespace Havel.Fhir.Patching;

/// <summary>One value of an element as JSON writes it.</summary>
/// <param name="Value">The value; null for a primitive that has only id or extensions.</param>
/// <param name="Companion">A primitive's id and extensions; null where it has none.</param>
internal readonly record struct ElementValue(JsonNode? Value, JsonNode? Companion);
