namespace Havel.Fhir;

/// <summary>Every limit of this room, so that hostile input ends in an issue and not in the machine's exhaustion.</summary>
public static partial class Limits
{
    /// <summary>Steps one FHIRPath evaluation may take: items visited, compared or produced.</summary>
    public const int FhirPathSteps = 5_000_000;

    /// <summary>Nesting of parentheses, functions, operators and path steps in one FHIRPath expression.</summary>
    public const int FhirPathNesting = 250;

    /// <summary>Characters in one FHIRPath expression.</summary>
    public const int FhirPathLength = 64 * 1024;

    /// <summary>Characters in a string that a FHIRPath expression builds.</summary>
    public const int FhirPathString = 4 * 1024 * 1024;

    /// <summary>Milliseconds one regular expression of a FHIRPath expression may run.</summary>
    public const int FhirPathRegexMilliseconds = 250;
}
