namespace Havel.Server.Requests;

/// <summary>The HTTP methods that FHIR gives a meaning. Source: https://hl7.org/fhir/R4/http.html.</summary>
internal enum Verb : byte
{
    Other,
    Get,
    Head,
    Post,
    Put,
    Delete,
    Patch,
    Options,
}
