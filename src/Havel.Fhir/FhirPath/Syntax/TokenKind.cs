namespace Havel.Fhir.FhirPath.Syntax;

/// <summary>The lexical elements. Source: https://hl7.org/fhirpath/N1/#lexical-elements.</summary>
internal enum TokenKind : byte
{
    End,
    Identifier,

    /// <summary>An identifier in back ticks, which is never a keyword.</summary>
    Delimited,
    String,
    Integer,
    Decimal,
    Date,
    DateTime,
    Time,

    /// <summary><c>%name</c>.</summary>
    Variable,

    /// <summary><c>$this</c>, <c>$index</c>, <c>$total</c>.</summary>
    Special,
    Symbol,
}
