using Havel.Consent.Policies;

namespace Havel.Consent.Resources;

/// <summary>The codings of a coded element.</summary>
/// <param name="Codings">All codings.</param>
/// <param name="HasUncoded">Whether a concept is there that no coding explains: text alone, or a reference
/// elsewhere.</param>
public sealed record CodedFacts(IReadOnlyList<Coding> Codings, bool HasUncoded)
{
    public static CodedFacts None { get; } = new([], HasUncoded: false);

    /// <summary>Whether one of the codings is that one.</summary>
    public Truth Has(Coding wanted)
    {
        var best = HasUncoded ? Truth.Unknown : Truth.False;
        foreach (var coding in Codings)
        {
            var same = Coding.Same(coding, wanted);
            if (same > best)
                best = same;
        }

        return best;
    }
}
