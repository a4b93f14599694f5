using Havel.Fhir.Issues;
using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Values that stand for many: the codes of a value set, a place with all its parts.</summary>
internal static class LongLists
{
    /// <summary>Places and organisations become the references to all that are meant.</summary>
    public static IReadOnlyList<SearchValue> Resolve(PlanContext context, IReadOnlyList<SearchValue> values)
    {
        if (values is not [HierarchyValue, ..])
            return values;

        var resolved = new List<SearchValue>(values.Count);
        foreach (var value in values)
            resolved.Add(value is HierarchyValue hierarchy ? Resolve(context, hierarchy) : value);

        return resolved;
    }

    /// <summary>Leaves out the values that no resource has: a value set names thousands of codes, a store has some
    /// dozens of them. Null where none is left.</summary>
    public static RowSeek? Prune(PlanContext context, RowSeek seek)
    {
        if (seek.Test is not TokenTest { Values.Count: > Limits.ListedValues } test
            || (long)test.Values.Count * seek.Slots.Count > Limits.PrunedValues)
            return seek;

        var present = context.Cardinality.Present(seek.Slots, test.Values);
        return present.Count == 0 ? null : seek with { Test = test with { Values = present } };
    }

    /// <summary>The seek as it is checked where many resources are expected.</summary>
    public static RowSeek AsSet(RowSeek seek) => seek.HasLongList ? seek with { IsSet = true } : seek;

    private static ReferenceValue Resolve(PlanContext context, HierarchyValue value)
    {
        int[] parents = [.. value.Parents.Select(slot => slot.Id)];
        if (context.Hierarchy.Closure(value.Keys, value.IsBelow, parents, Limits.HierarchyNodes) is { } keys)
            return new ReferenceValue(keys, []);

        context.Fault = Issue.Error(
            IssueType.TooCostly,
            $"There are more than {Limits.HierarchyNodes} places or organisations in that tree. Begin further down.");
        return new ReferenceValue(value.Keys, []);
    }
}
