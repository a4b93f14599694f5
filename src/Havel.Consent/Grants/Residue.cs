using Havel.Consent.Policies;
using Havel.Consent.Resources;

namespace Havel.Consent.Grants;

/// <summary>What is left of a rule's criteria: groups that AND, of atoms that OR. In canonical order.</summary>
internal sealed class Residue
{
    private readonly Atom[][] _groups;

    private Residue(Atom[][] groups, string key)
    {
        _groups = groups;
        Key = key;
    }

    public static Residue None { get; } = new([], string.Empty);

    /// <summary>The criteria as text; empty where there are none.</summary>
    public string Key { get; }

    /// <summary>Whether the criteria can never be true, only not known.</summary>
    public bool IsNeverSure => Array.Exists(_groups, IsNotKnown);

    /// <summary>What is left once the request is put in.</summary>
    /// <param name="request">What the request's side of the criteria came to: true or not known.</param>
    /// <param name="conditions">The resource's side.</param>
    /// <param name="slots">Of the patient.</param>
    public static Residue Of(
        Truth request, IReadOnlyList<IReadOnlyList<Condition>> conditions, SlotTable slots)
    {
        var groups = conditions.Select(group => group.Select(condition => Atom.Of(condition, slots)));
        if (request == Truth.Unknown)
            groups = groups.Append([Atom.NotKnown]);

        return Of([.. groups.Select(Sort).DistinctBy(KeyOf).OrderBy(KeyOf, StringComparer.Ordinal)]);
    }

    /// <summary>The same for a rule that can only deny: there, not known is as good as true.</summary>
    public Residue ForDeny() => IsNeverSure ? Of([.. _groups.Where(group => !IsNotKnown(group))]) : this;

    public Truth Holds(GuardFacts guard, int owner)
    {
        var truth = Truth.True;
        foreach (var group in _groups)
        {
            var best = Truth.False;
            foreach (var atom in group)
                best = Kleene.Or(best, atom.Holds(guard, owner));
            truth = Kleene.And(truth, best);
        }

        return truth;
    }

    private static Residue Of(Atom[][] canonical) =>
        canonical.Length == 0 ? None : new Residue(canonical, string.Join('&', canonical.Select(KeyOf)));

    private static bool IsNotKnown(Atom[] group) => group is [{ Kind: ConditionKind.NotKnown }];

    private static Atom[] Sort(IEnumerable<Atom> group) =>
        [.. group.Distinct().OrderBy(atom => atom.Key, StringComparer.Ordinal)];

    private static string KeyOf(Atom[] group) => string.Join('/', group.Select(atom => atom.Key));
}
