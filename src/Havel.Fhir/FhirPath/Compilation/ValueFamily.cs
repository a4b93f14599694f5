
namespace Havel.Fhir.FhirPath.Compilation;

/// <summary>Kinds of values that can be equal to each other, for the check of comparisons.</summary>
[Flags]
internal enum ValueFamily
{
    None = 0,
    Boolean = 1,
    Amount = 2,
    Text = 4,
    Moment = 8,
    Time = 16,
    Complex = 32,
    All = 63,
}
