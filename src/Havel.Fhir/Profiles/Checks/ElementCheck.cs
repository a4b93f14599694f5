using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>What a profile says of an element beyond R4: rules about each node, and groups of its children. Children
/// about which the profile adds nothing have no group.</summary>
internal sealed class ElementCheck
{
    private static readonly ElementCheck Nothing = new([], []);

    private readonly NodeCheck[] _rules;
    private readonly ChildGroup[] _groups;
    private readonly int[] _groupNames;

    public ElementCheck(NodeCheck[] rules, ChildGroup[] groups)
    {
        _rules = rules;
        _groups = groups;
        _groupNames = [.. groups.Select(group => group.NameId)];
    }

    /// <summary>Whether the profile adds nothing here.</summary>
    public bool IsEmpty => _rules.Length == 0 && _groups.Length == 0;

    /// <summary>Null becomes the check that finds nothing.</summary>
    public static ElementCheck Of(NodeCheck[] rules, ChildGroup[] groups) =>
        rules.Length == 0 && groups.Length == 0 ? Nothing : new ElementCheck(rules, groups);

    public void Check(ValidationRun run, int node)
    {
        foreach (var rule in _rules)
        {
            rule.Check(run, node);
            if (run.IsStopped)
                return;
        }

        if (_groups.Length > 0)
            CheckChildren(run, node);
    }

    /// <summary>One walk over the children: those with a group are counted and checked. Sliced groups gather their
    /// items in a second walk.</summary>
    private void CheckChildren(ValidationRun run, int node)
    {
        Span<int> counts = _groups.Length <= 64 ? stackalloc int[_groups.Length] : new int[_groups.Length];
        var table = run.Table;
        var names = run.Validator.Names;
        var holder = table[node].Companion == 0 ? node : table[node].Companion;
        for (int at = holder + 1, end = table[holder].End; at < end; at = table[at].End)
        {
            ref readonly var record = ref table[at];
            var slot = _groupNames.AsSpan().IndexOf(names[record.Property]);
            if (slot < 0 || (record.Flags & NodeFlags.Companion) != NodeFlags.None)
                continue;

            counts[slot]++;
            if (_groups[slot].Item is { } item)
                item.Check(run, at);
            if (run.IsStopped)
                return;
        }

        for (var slot = 0; slot < _groups.Length && !run.IsStopped; slot++)
            _groups[slot].Finish(run, node, holder, counts[slot]);
    }
}
