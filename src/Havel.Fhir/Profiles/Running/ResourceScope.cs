namespace Havel.Fhir.Profiles.Running;

/// <summary>The resource a check is in.</summary>
/// <param name="Resource">Node of the innermost resource: <c>%resource</c>.</param>
/// <param name="Container">Node of the resource that contains it, or itself: <c>%rootResource</c>. An entry of a Bundle
/// is its own container. Source: https://hl7.org/fhir/R4/fhirpath.html#vars.</param>
internal readonly record struct ResourceScope(int Resource, int Container);
