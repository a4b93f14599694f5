namespace Havel.Fhir.FhirPath.Functions;

/// <summary>What a function wants of its input, as far as the compiler checks it.</summary>
internal enum FunctionInput : byte
{
    Any,
    Text,

    /// <summary>One value, or none.</summary>
    Single,

    /// <summary>A collection whose order means something.</summary>
    Ordered,
}
