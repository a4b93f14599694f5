namespace Havel.Fhir.FhirPath.Evaluation;

/// <summary>One key of <c>sort()</c>.</summary>
/// <param name="Selector">Evaluated with <c>$this</c> being the item.</param>
/// <param name="IsDescending">Whether the greatest comes first.</param>
internal readonly record struct SortKey(Step Selector, bool IsDescending);
