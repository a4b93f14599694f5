namespace Havel.Fhir.Definitions;

/// <summary>The kinds of search parameters. Source: https://hl7.org/fhir/R4/valueset-search-param-type.html.</summary>
public enum SearchParameterKind : byte
{
    Number,
    Date,
    String,
    Token,
    Reference,
    Composite,
    Quantity,
    Uri,
    Special,
}
