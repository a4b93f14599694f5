namespace Havel.Fhir.Search;

/// <summary>A reference to look for. Source: https://hl7.org/fhir/R4/search.html#reference.</summary>
/// <param name="Keys">Row values, any of which counts: one for <c>Type/id</c> and for an URL, one for each target type
/// where only an id is given.</param>
/// <param name="Locals">What the keys stand for where they name resources of this server (<c>Patient/23</c>); empty for
/// an URL.</param>
public sealed record ReferenceValue(IReadOnlyList<long> Keys, IReadOnlyList<string> Locals) : SearchValue;
