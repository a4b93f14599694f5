namespace Havel.Fhir.Definitions;

/// <summary>The primitive data types of R4. Source: https://hl7.org/fhir/R4/datatypes.html#primitive.</summary>
public enum PrimitiveKind : byte
{
    None,
    Base64Binary,
    Boolean,
    Canonical,
    Code,
    Date,
    DateTime,
    Decimal,
    Id,
    Instant,
    Integer,
    Markdown,
    Oid,
    PositiveInt,
    String,
    Time,
    UnsignedInt,
    Uri,
    Url,
    Uuid,
    Xhtml,
}
