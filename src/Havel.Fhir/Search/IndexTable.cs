namespace Havel.Fhir.Search;

/// <summary>Which kind of row a slot holds.</summary>
public enum IndexTable : byte
{
    /// <summary>Tokens, references and uris: <see cref="TokenRow"/>.</summary>
    Token,

    /// <summary><see cref="StringRow"/>.</summary>
    String,

    /// <summary><see cref="DateRow"/>.</summary>
    Date,

    /// <summary><see cref="NumberRow"/>.</summary>
    Number,

    /// <summary><see cref="QuantityRow"/>.</summary>
    Quantity,
}
