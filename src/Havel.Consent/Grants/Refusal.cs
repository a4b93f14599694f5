using Havel.Fhir.Issues;

namespace Havel.Consent.Grants;

/// <summary>The gate's no. It depends on the caller and the kind of request alone, never on data, and so betrays
/// none.</summary>
/// <param name="Issue">What to tell the caller, with status 403.</param>
public sealed record Refusal(Issue Issue);
