using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Parsing;

/// <summary>The memory a parser reuses from resource to resource.</summary>
internal sealed class ParseScratch
{
    private const int InitialNodes = 256;

    public ParseScratch(TypePlans plans)
    {
        Predictions = new PropertyPlan?[plans.SlotCount];
    }

    public NodeRecord[] Records { get; set; } = new NodeRecord[InitialNodes];

    /// <summary>Which property came next the last time, by the slot of the one before; see
    /// <see cref="PropertyPlan.Slot"/>.</summary>
    public PropertyPlan?[] Predictions { get; }

    public PathStep[] Steps { get; } = new PathStep[Limits.HardNesting + 2];

    public List<Issue> Issues { get; } = [];

    /// <summary>Room for a string whose escapes had to be resolved before its check.</summary>
    public byte[] Text { get; set; } = new byte[256];

    /// <summary>Makes ready for the next resource and gives back what an unusually large one needed.</summary>
    public void Reset()
    {
        Issues.Clear();
        if (Records.Length > Limits.KeptNodes)
            Records = new NodeRecord[InitialNodes];
        if (Text.Length > Limits.KeptNodes)
            Text = new byte[256];
    }
}
