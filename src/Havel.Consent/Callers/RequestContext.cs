namespace Havel.Consent.Callers;

/// <summary>What rules may ask of a request.</summary>
/// <param name="Caller">Who.</param>
/// <param name="Action">What is done to the data.</param>
/// <param name="Instant">When, in milliseconds since 1970 UTC.</param>
internal readonly record struct RequestContext(Caller Caller, RequestAction Action, long Instant)
{
    public Purpose Purpose => Caller.Purpose;
}
