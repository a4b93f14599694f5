using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search.Paths;

/// <summary>Where a path can end.</summary>
/// <param name="Type">The type of the values there.</param>
/// <param name="Element">The element they instantiate; null for the resource itself.</param>
internal readonly record struct PathEnd(TypeDefinition Type, ElementDefinition? Element);
