namespace Havel.Server.Requests;

/// <summary>The forms in which resources travel. Source: https://hl7.org/fhir/R4/http.html#mime-type.</summary>
internal enum WireFormat : byte
{
    Json,
    Xml,
}
