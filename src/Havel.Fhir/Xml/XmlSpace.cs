namespace Havel.Fhir.Xml;

/// <summary>The namespaces that mean something in FHIR XML. Source: https://hl7.org/fhir/R4/xml.html.</summary>
internal enum XmlSpace : byte
{
    /// <summary>No namespace at all.</summary>
    None,

    /// <summary>http://hl7.org/fhir.</summary>
    Fhir,

    /// <summary>http://www.w3.org/1999/xhtml: the narrative.</summary>
    Xhtml,

    /// <summary>http://www.w3.org/2001/XMLSchema-instance: only schemaLocation at the root.</summary>
    SchemaInstance,

    /// <summary>What the prefix xml is always bound to.</summary>
    Xml,

    /// <summary>http://www.w3.org/2000/xmlns/, which nothing may be bound to.</summary>
    Declarations,

    /// <summary>Any other.</summary>
    Other,
}
