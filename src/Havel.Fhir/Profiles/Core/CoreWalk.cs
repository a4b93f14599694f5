using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Core;

/// <summary>Checks everything that R4 itself demands in one pass over the flat table. The stack holds the nodes that
/// are open, for the holders of extensions and the resource a node is in.</summary>
internal readonly ref struct CoreWalk(ValidationRun run, CoreRules rules, ExtensionRules extensions)
{
    // A primitive with extensions takes a level for itself.
    private const int Depth = 2 * Limits.HardNesting + 2;

    public void Run()
    {
        Span<int> open = stackalloc int[Depth];
        Span<ResourceScope> scopes = stackalloc ResourceScope[Limits.HardNesting];
        Span<int> scopeEnds = stackalloc int[Limits.HardNesting];
        var (depth, inner) = (0, 0);
        var table = run.Table;
        for (var at = 0; at < table.Count && !run.IsStopped; at++)
        {
            ref readonly var record = ref table[at];
            while (depth > 0 && at >= table[open[depth - 1]].End)
                depth--;
            while (inner > 0 && at >= scopeEnds[inner - 1])
                run.Enter(scopes[--inner]);

            var rule = record.Property < 0 ? null : rules.OfProperty(record.Property);
            if (rule is null || (rule.Traits & NodeTraits.Resource) != NodeTraits.None)
            {
                scopeEnds[inner] = record.End;
                scopes[inner++] = EnterResource(at, rule);
            }
            else if ((record.Flags & NodeFlags.Companion) == NodeFlags.None)
            {
                CheckElement(at, record, rule, depth == 0 ? 0 : open[depth - 1]);
            }

            if (record.End > at + 1)
                open[depth++] = at;
        }

        run.Enter(new ResourceScope(0, 0));
    }

    private ResourceScope EnterResource(int at, NodeRule? place)
    {
        var isContained = place is not null && (place.Traits & NodeTraits.Contained) != NodeTraits.None;
        var before = run.Enter(new ResourceScope(at, isContained ? run.Scope.Container : at));
        run.Resources.Add(at);
        foreach (var check in rules.OfResource(run.Table[at].Type).Checks)
            check.Check(run, at);
        return before;
    }

    private void CheckElement(int at, in NodeRecord record, NodeRule rule, int holder)
    {
        if (!HasContent(at, record, rule))
            run.Error(at, IssueType.Invariant, null, $"An element has a value or children other than an id (ele-1).",
                "ele-1");

        foreach (var check in rule.Checks)
            check.Check(run, at);

        if ((rule.Traits & NodeTraits.Extension) != NodeTraits.None)
        {
            var isModifier = (rule.Traits & NodeTraits.Modifier) != NodeTraits.None;
            extensions.Check(run, at, new Node(run.Table, holder), isModifier);
        }
    }

    /// <summary>ele-1. Source: https://hl7.org/fhir/R4/element.html.</summary>
    private bool HasContent(int at, in NodeRecord record, NodeRule rule)
    {
        var names = run.Validator.Names;
        if ((rule.Traits & NodeTraits.Primitive) != NodeTraits.None)
        {
            if ((record.Flags & NodeFlags.NoValue) == NodeFlags.None)
                return true;
        }
        else if (record.End > at + 1 && names[run.Table[at + 1].Property] != rules.IdName)
        {
            return true;
        }

        foreach (var child in new Node(run.Table, at).Children)
        {
            if (names[child.Record.Property] != rules.IdName)
                return true;
        }

        return false;
    }
}
