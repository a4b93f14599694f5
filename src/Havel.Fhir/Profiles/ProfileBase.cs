namespace Havel.Fhir.Profiles;

/// <summary>What the defining type says of an element. Source:
/// https://hl7.org/fhir/R4/elementdefinition-definitions.html#ElementDefinition.base.</summary>
/// <param name="Path">The element's path in the type that defines it: <c>Element.id</c>.</param>
/// <param name="Min">The least number there.</param>
/// <param name="Max">The greatest number there; <see cref="int.MaxValue"/> for <c>*</c>.</param>
public sealed record ProfileBase(string Path, int Min, int Max);
