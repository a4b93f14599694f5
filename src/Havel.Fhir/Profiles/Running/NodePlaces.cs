using System.Globalization;
using System.Text;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Running;

/// <summary>Where a node stands: its FHIRPath with positions, its line and column. Worked out only for
/// faults.</summary>
internal static class NodePlaces
{
    /// <summary>Such as <c>Patient.name[0].given[1]</c>; elements that repeat always show their position.</summary>
    public static string PathOf(NodeTable table, int node)
    {
        var path = new StringBuilder(table.Root.Type.Name);
        for (var at = 0; at != node;)
        {
            var next = StepTowards(table, at, node);
            AppendStep(path, table, next, at);
            at = next;
        }

        return path.ToString();
    }

    /// <summary>The path from a resource, without positions, as definitions write it:
    /// <c>Patient.name.given</c>.</summary>
    public static string DefinitionPathOf(NodeTable table, int node, int resource)
    {
        var path = new StringBuilder(table.Definitions.TypeAt(table[resource].Type).Name);
        for (var at = resource; at != node;)
        {
            at = StepTowards(table, at, node);
            path.Append('.').Append(NameOf(table, at));
        }

        return path.ToString();
    }

    public static (int Line, int Column) LineOf(NodeTable table, int node)
    {
        var before = table.Utf8.Span[..Math.Min(table[node].Start, table.Utf8.Length)];
        return (1 + before.Count((byte)'\n'), before.Length - before.LastIndexOf((byte)'\n'));
    }

    /// <summary>The child of that node in whose subtree the other one lies.</summary>
    private static int StepTowards(NodeTable table, int parent, int node)
    {
        for (var at = parent + 1; ; at = table[at].End)
        {
            if (node < table[at].End)
                return at;
        }
    }

    private static void AppendStep(StringBuilder path, NodeTable table, int node, int parent)
    {
        ref readonly var record = ref table[node];
        path.Append('.').Append(NameOf(table, node));
        if (!table.Definitions.PropertyAt(record.Property).Element.IsArray)
            return;

        var isCompanion = record.Flags & NodeFlags.Companion;
        var item = 0;
        for (var at = parent + 1; at < node; at = table[at].End)
        {
            if (table[at].Property == record.Property && (table[at].Flags & NodeFlags.Companion) == isCompanion)
                item++;
        }

        path.Append(CultureInfo.InvariantCulture, $"[{item}]");
    }

    private static string NameOf(NodeTable table, int node) =>
        table.Definitions.PropertyAt(table[node].Property).Element.Name;
}
