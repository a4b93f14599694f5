using Havel.Fhir.Definitions;
using Havel.Fhir.Search.Binding;

namespace Havel.Fhir.Search.Custom;

/// <summary>A custom parameter as it holds for one resource type.</summary>
/// <param name="Parameter">The registration.</param>
/// <param name="Type">The resource type.</param>
/// <param name="Bound">The parameter with its slots.</param>
/// <param name="Slots">The slots of its own that are to be filled; none where R4's parameters have all of
/// them.</param>
internal sealed record CustomBinding(
    CustomParameter Parameter, TypeDefinition Type, SearchParameter Bound, IReadOnlyList<BoundSlot> Slots);
