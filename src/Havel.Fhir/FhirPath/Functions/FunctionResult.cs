namespace Havel.Fhir.FhirPath.Functions;

/// <summary>What is known of a function's answer before it runs.</summary>
internal enum FunctionResult : byte
{
    Unknown,
    Boolean,
    Integer,
    Decimal,
    String,

    /// <summary>One value of the input's type.</summary>
    Item,

    /// <summary>Values of the input's type.</summary>
    Input,

    /// <summary>Values of the types of the input and the first argument.</summary>
    Both,
}
