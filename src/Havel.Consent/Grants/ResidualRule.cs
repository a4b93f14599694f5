using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Grants;

/// <summary>What is left of a rule once the request is put in. Canonical: what cannot make a difference is gone, the
/// rest is in order.</summary>
internal sealed class ResidualRule
{
    private readonly Residue _criteria;
    private readonly Residue _ownCriteria;
    private readonly Answer _own;
    private readonly ResidualRule[] _children;

    private ResidualRule(Residue criteria, Residue ownCriteria, Answer own, ResidualRule[] children)
    {
        _criteria = criteria;
        _ownCriteria = ownCriteria;
        _own = own;
        _children = children;
        CanDeny = own == Answer.Deny || Array.Exists(children, child => child.CanDeny);
        CanPermit = !criteria.IsNeverSure && (own == Answer.Permit || Array.Exists(children, child => child.CanPermit));
        var sign = own switch { Answer.Deny => '-', Answer.Permit => '+', _ => '0' };
        Key = $"({criteria.Key}:{ownCriteria.Key}:{sign}{string.Concat(children.Select(child => child.Key))})";
    }

    /// <summary>Whether there is a resource to which the rule says no.</summary>
    public bool CanDeny { get; }

    /// <summary>Whether there is a resource to which the rule says yes.</summary>
    public bool CanPermit { get; }

    /// <summary>Whether the rule says no to everything.</summary>
    public bool DeniesAll =>
        _own == Answer.Deny && _criteria.Key.Length == 0 && _ownCriteria.Key.Length == 0 && !CanPermit;

    /// <summary>The rule as text: equal rules read equal.</summary>
    public string Key { get; }

    /// <summary>Makes a rule; null where it can say nothing.</summary>
    /// <param name="criteria">Where it matches.</param>
    /// <param name="ownCriteria">Where its own answer holds besides; the children are asked without them.</param>
    /// <param name="own">Its own answer, where no child has one.</param>
    /// <param name="children">Rules inside it.</param>
    public static ResidualRule? Of(
        Residue criteria, Residue ownCriteria, Answer own, IEnumerable<ResidualRule> children)
    {
        if (own == Answer.Permit && ownCriteria.IsNeverSure)
            own = Answer.Silent;

        var canonical = Sort(children);
        if (ownCriteria.Key.Length == 0)
        {
            // A child that could only repeat its parent adds nothing.
            if (own == Answer.Deny && !Array.Exists(canonical, child => child.CanPermit))
                (canonical, criteria) = ([], criteria.ForDeny());
            else if (own == Answer.Permit && !Array.Exists(canonical, child => child.CanDeny))
                canonical = [];
        }

        var rule = new ResidualRule(criteria, own == Answer.Silent ? Residue.None : ownCriteria, own, canonical);
        return rule.CanDeny || rule.CanPermit ? rule : null;
    }

    /// <summary>Puts rules in order and drops repeats.</summary>
    public static ResidualRule[] Sort(IEnumerable<ResidualRule> rules) =>
        [
            .. rules.DistinctBy(rule => rule.Key, StringComparer.Ordinal)
                .OrderBy(rule => rule.Key, StringComparer.Ordinal),
        ];

    /// <summary>Any deny wins, then any permit.</summary>
    public static Answer Combine(ResidualRule[] rules, GuardFacts guard, int owner)
    {
        var combined = Answer.Silent;
        foreach (var rule in rules)
        {
            var answer = rule.Says(guard, owner);
            if (answer == Answer.Deny)
                return Answer.Deny;
            if (answer == Answer.Permit)
                combined = Answer.Permit;
        }

        return combined;
    }

    private Answer Says(GuardFacts guard, int owner)
    {
        var matches = _criteria.Holds(guard, owner);
        if (matches == Truth.False)
            return Answer.Silent;

        var inner = Combine(_children, guard, owner);
        if (inner == Answer.Silent)
            inner = Kleene.Weigh(_ownCriteria.Holds(guard, owner), _own);

        return Kleene.Weigh(matches, inner);
    }
}
