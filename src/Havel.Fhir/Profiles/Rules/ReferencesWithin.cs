using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Rules;

/// <summary>The references in a resource, those of contained resources included, those in Bundles within it
/// not.</summary>
internal static class ReferencesWithin
{
    /// <summary>Adds the primitives that hold an address.</summary>
    public static void Collect(Node resource, List<Node> found)
    {
        found.Clear();
        var table = resource.Table;
        var reference = table.Definitions.FindType("Reference")!.Id;
        var bundle = table.Definitions.FindType("Bundle")!.Id;
        var end = table[resource.Index].End;
        for (var at = resource.Index; at < end; at++)
        {
            ref readonly var record = ref table[at];
            if (record.Type == bundle)
            {
                at = record.End - 1;
            }
            else if (record.Type == reference
                && new Node(table, at).Child("reference") is { Exists: true, HasValue: true } address)
            {
                found.Add(address);
            }
        }
    }
}
