namespace Havel.Fhir.Ucum;

/// <summary>A prefix of UCUM, such as <c>m</c> (milli) or <c>Ki</c> (kibi).</summary>
internal sealed record UcumPrefix(string Code, string Name, string Symbol, Rational Factor);
