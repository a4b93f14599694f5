namespace Havel.Server.Requests;

/// <summary>What a write shall answer with. Source: https://hl7.org/fhir/R4/http.html#ops.</summary>
internal enum ReturnPreference : byte
{
    /// <summary>Nothing asked: the representation, and in a transaction the minimum.</summary>
    Unstated,
    Representation,
    Minimal,
    OperationOutcome,
}
