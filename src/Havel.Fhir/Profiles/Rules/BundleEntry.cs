using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>An entry of a Bundle, with what the rules ask of it.</summary>
/// <param name="Node">The entry.</param>
/// <param name="Resource">Its resource; may be no node.</param>
/// <param name="FullUrl">Its address; null for none.</param>
internal sealed record BundleEntry(Node Node, Node Resource, string? FullUrl);
