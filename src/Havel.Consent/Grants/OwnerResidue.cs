using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Grants;

/// <summary>What is left of one owner's policy: rules, and what holds where none answers.</summary>
internal sealed class OwnerResidue
{
    private readonly ResidualRule[] _rules;
    private readonly bool _otherwise;

    private OwnerResidue(ResidualRule[] rules, bool otherwise)
    {
        _rules = rules;
        _otherwise = otherwise;
        Key = (otherwise ? "+" : "-") + string.Concat(rules.Select(rule => rule.Key));
    }

    public static OwnerResidue Open { get; } = new([], otherwise: true);

    public static OwnerResidue Closed { get; } = new([], otherwise: false);

    /// <summary>The residue as text: equal residues read equal.</summary>
    public string Key { get; }

    /// <summary>Makes a residue, and leaves out what makes no difference.</summary>
    /// <param name="rules">Of all Consents.</param>
    /// <param name="otherwise">Base and regime.</param>
    public static OwnerResidue Of(IEnumerable<ResidualRule> rules, bool otherwise)
    {
        // A permit where all is open, and a deny that no permit contradicts where all is closed, add nothing.
        var canonical = ResidualRule.Sort(otherwise ? rules.Where(rule => rule.CanDeny) : rules);
        if (Array.Exists(canonical, rule => rule.DeniesAll))
            return Closed;
        if (!otherwise && !Array.Exists(canonical, rule => rule.CanPermit))
            return Closed;

        return canonical.Length == 0 ? Open : new OwnerResidue(canonical, otherwise);
    }

    public bool Permits(GuardFacts guard, int owner) =>
        ResidualRule.Combine(_rules, guard, owner) switch
        {
            Answer.Deny => false,
            Answer.Permit => true,
            _ => _otherwise,
        };
}
