namespace Havel.Consent.Decisions;

/// <summary>Why a decision fell as it did, in plain words. For the patient and the operator, never for the caller who
/// was denied.</summary>
/// <param name="English">One sentence.</param>
/// <param name="German">The same sentence.</param>
public sealed record Explanation(string English, string German);
