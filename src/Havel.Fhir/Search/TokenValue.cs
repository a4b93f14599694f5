namespace Havel.Fhir.Search;

/// <summary>A token to look for. Source: https://hl7.org/fhir/R4/search.html#token.</summary>
/// <param name="Value">Hash of the code; null for <c>system|</c>, any code of the system.</param>
/// <param name="System">Hash of the system; 0 for <c>|code</c>, no system; null for <c>code</c>, any system.</param>
public sealed record TokenValue(long? Value, int? System) : SearchValue;
