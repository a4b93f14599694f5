using Havel.Consent.Policies;

namespace Havel.Consent.Resources;

/// <summary>How confidential a resource is labelled, ranked U &lt; L &lt; M &lt; N &lt; R &lt; V.
/// Source: https://terminology.hl7.org/CodeSystem-v3-Confidentiality.html.</summary>
/// <param name="Rank">The highest rank among its labels, from 0 for U to 5 for V.</param>
/// <param name="HasUnknown">Whether there is also a label of that system, or without a system, that has no
/// rank.</param>
public readonly record struct Confidentiality(byte Rank, bool HasUnknown)
{
    public const string System = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";

    private const string Ranks = "ULMNRV";

    /// <summary>What holds where no label says anything: N, normal.</summary>
    public static Confidentiality Unlabelled { get; } = new(3, HasUnknown: false);

    /// <summary>The rank of a code, or -1.</summary>
    public static int RankOf(string? code) =>
        code is { Length: 1 } ? Ranks.IndexOf(code[0], StringComparison.Ordinal) : -1;

    /// <summary>The code of a rank.</summary>
    public static char CodeOf(byte rank) => Ranks[rank];

    /// <summary>Reads the labels of a resource.</summary>
    public static Confidentiality Of(IReadOnlyList<Coding> labels)
    {
        var highest = -1;
        var unknown = false;
        foreach (var label in labels)
        {
            var rank = RankOf(label.Code);
            if (label.System is not null && !string.Equals(label.System, System, StringComparison.Ordinal))
                continue;

            // A rank's letter without a system may mean the rank or something else.
            unknown |= label.System is null ? rank >= 0 || label.Code is null : rank < 0;
            if (label.System is not null)
                highest = Math.Max(highest, rank);
        }

        return new Confidentiality(highest < 0 ? Unlabelled.Rank : (byte)highest, unknown);
    }

    /// <summary>Whether this is that rank or above: what a deny asks.</summary>
    public Truth AtLeast(byte rank) => Rank >= rank ? Truth.True : HasUnknown ? Truth.Unknown : Truth.False;

    /// <summary>Whether this is that rank or below: what a permit asks.</summary>
    public Truth AtMost(byte rank) => Rank > rank ? Truth.False : HasUnknown ? Truth.Unknown : Truth.True;
}
