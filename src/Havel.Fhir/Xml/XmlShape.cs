namespace Havel.Fhir.Xml;

/// <summary>How XML writes an element. Source: https://hl7.org/fhir/R4/xml.html.</summary>
internal enum XmlShape : byte
{
    /// <summary>An element with elements.</summary>
    Complex,

    /// <summary>An element with the attribute <c>value</c>.</summary>
    Primitive,

    /// <summary>An attribute: <c>id</c> of everything but resources, <c>url</c> of an extension.</summary>
    Attribute,

    /// <summary>The <c>div</c> of a narrative, in a namespace of its own.</summary>
    Narrative,

    /// <summary>An element around a resource's own.</summary>
    Resource,
}
