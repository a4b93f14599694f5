using Havel.Fhir.Definitions;

namespace Havel.Fhir.Search;

/// <summary>One component of a composite parameter, bound to where its rows are.</summary>
/// <param name="Kind">How the component's value is written and compared.</param>
/// <param name="Slot">Where its rows are.</param>
/// <param name="AnyPart">True where the component is of the whole resource (<c>%resource</c>) and so fits every
/// part.</param>
public sealed record CompositeComponent(SearchParameterKind Kind, IndexSlot Slot, bool AnyPart);
