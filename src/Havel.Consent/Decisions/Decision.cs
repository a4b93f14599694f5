namespace Havel.Consent.Decisions;

/// <summary>Whether one caller may do something with one version of one resource at one instant, and why.</summary>
/// <param name="IsPermitted">The decision.</param>
/// <param name="Rule">Which rule decided.</param>
/// <param name="Patient">The owner whose word decided (<c>Patient/x</c>); null where no owner's did.</param>
/// <param name="Consent">The id of the Consent that decided; null where none did.</param>
/// <param name="HasUnsupportedPart">Whether a part of that Consent could not be evaluated and so counted as
/// closed.</param>
public sealed record Decision(
    bool IsPermitted,
    DecidingRule Rule,
    string? Patient = null,
    string? Consent = null,
    bool HasUnsupportedPart = false)
{
    /// <summary>The decision in one sentence.</summary>
    public Explanation Explanation => Sentences.Of(this);
}
