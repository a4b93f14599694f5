namespace Havel.Consent.Callers;

/// <summary>What a request does to data, in the words of a provision's <c>action</c>.
/// Source: https://hl7.org/fhir/R4/codesystem-consent-action.html.</summary>
public enum RequestAction : byte
{
    /// <summary>Read, search, count, export, view, model: <c>access</c>, <c>use</c> and <c>disclose</c>.</summary>
    Read,

    /// <summary>Create, update, delete: <c>collect</c> and <c>correct</c>.</summary>
    Write,
}
