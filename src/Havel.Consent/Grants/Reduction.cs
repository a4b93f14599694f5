namespace Havel.Consent.Grants;

/// <summary>What the policies of a subject come down to for one grant.</summary>
/// <param name="Shape">The residual, shared by all subjects whose policies come down to the same.</param>
/// <param name="ValidUntil">The first instant at which the shape may be another;
/// <see cref="DateTimeOffset.MaxValue"/> for never.
/// It stands beside the shape because equal shapes may end at different times.</param>
public readonly record struct Reduction(Shape Shape, DateTimeOffset ValidUntil);
