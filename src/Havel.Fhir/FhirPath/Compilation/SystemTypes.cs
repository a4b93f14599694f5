namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>A set of System types. Source: https://hl7.org/fhirpath/N1/#types-and-reflection.</summary>
[Flags]
internal enum SystemTypes
{
    None = 0,
    Boolean = 1,
    Integer = 2,
    Decimal = 4,
    String = 8,
    Date = 16,
    DateTime = 32,
    Time = 64,
    Quantity = 128,
}
