using Havel.Fhir.Definitions;

namespace Havel.Fhir.Parsing;

/// <summary>What the parser needs to know of a type, laid out for the hot path.</summary>
internal sealed class TypePlan
{
    public required TypeDefinition Type { get; init; }

    /// <summary>The elements of which at least one must be there, by
    /// <see cref="ElementDefinition.Position"/>.</summary>
    public required ulong Required { get; init; }

    /// <summary>Where the prediction of the first property is kept.</summary>
    public required int FirstSlot { get; init; }

    /// <summary>Where the prediction of the property behind <c>resourceType</c> is kept.</summary>
    public int AfterTypeSlot => FirstSlot + 1;
}
