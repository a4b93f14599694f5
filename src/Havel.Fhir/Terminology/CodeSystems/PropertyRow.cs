namespace Havel.Fhir.Terminology.CodeSystems;

/// <summary>One property value of a concept: where its code and value stand among the texts.</summary>
/// <param name="Code">Place of the property's code.</param>
/// <param name="Value">Place of the value; of a Coding its JSON.</param>
/// <param name="Type">The value's type, a position in <see cref="Types"/>.</param>
/// <param name="IsImplied">Whether an extension said so.</param>
internal readonly record struct PropertyRow(int Code, int Value, byte Type, bool IsImplied)
{
    public static readonly string[] Types =
        ["String", "Code", "Coding", "Integer", "Boolean", "DateTime", "Decimal"];

    public const byte Coding = 2;
}
