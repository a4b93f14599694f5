using Havel.Consent.Resources;

namespace Havel.Consent.Policies;

/// <summary>The numbered conditions of one patient's Consents, in the order of their numbers. The numbers follow from
/// the active Consents
/// alone: not from their order, nor from those that were withdrawn.</summary>
internal sealed class SlotTable
{
    private readonly Slot[] _slots;
    private readonly Dictionary<Condition, ulong> _numbers;

    private SlotTable(Slot[] slots)
    {
        _slots = slots;
        _numbers = slots.ToDictionary(slot => slot.Condition, slot => slot.Number);
    }

    public static SlotTable Empty { get; } = new([]);

    public IReadOnlyList<Slot> Slots => _slots;

    public static SlotTable Of(IEnumerable<Condition> conditions)
    {
        var distinct = conditions.Where(condition => condition.NeedsSlot).ToHashSet();
        if (distinct.Count == 0)
            return Empty;

        var instances = distinct
            .Where(condition => condition.Kind == ConditionKind.Instance)
            .OrderBy(condition => condition.Text, StringComparer.Ordinal)
            .Select((condition, index) => new Slot(Slot.FirstInstance + (ulong)index, condition));
        var others = distinct
            .Where(condition => condition.Kind != ConditionKind.Instance)
            .Select(condition => new Slot(condition.ContentNumber(), condition));
        return new SlotTable([.. others.Concat(instances).OrderBy(slot => slot.Number)]);
    }

    public ulong NumberOf(Condition condition) => _numbers[condition];

    /// <summary>The slots that a resource fulfils, or of which that is not known, in the order of their
    /// numbers.</summary>
    public IEnumerable<(ulong Number, Truth Outcome)> Outcomes(ResourceFacts facts)
    {
        foreach (var slot in _slots)
        {
            var outcome = slot.Condition.Holds(facts);
            if (outcome != Truth.False)
                yield return (slot.Number, outcome);
        }
    }
}
