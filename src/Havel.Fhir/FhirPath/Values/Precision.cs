namespace Havel.Fhir.FhirPath.Values;

/// <summary>How far a date or time is known. Milliseconds count as part of the second:
/// https://hl7.org/fhirpath/N1/#equals (seconds and milliseconds are one precision, compared as a decimal).</summary>
internal enum Precision : byte
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Second,
}
