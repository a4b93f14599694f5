using Havel.Fhir.Search;

namespace Havel.Store.Planning;

/// <summary>Index rows of some slots that pass a test.</summary>
/// <param name="Table">Which table of index rows.</param>
/// <param name="Slots">The slots, at least one; their rows are of the resource types the query is about.</param>
/// <param name="Test">What the row must hold.</param>
/// <param name="IsLink">Whether the rows are references, which alone can be looked up by the resource that holds
/// them.</param>
/// <param name="IsSet">Whether all such rows are gathered once instead of looked for anew for each resource: right
/// where both values and resources are many.</param>
internal sealed record RowSeek(
    IndexTable Table, IReadOnlyList<int> Slots, ValueTest Test, bool IsLink = false, bool IsSet = false)
{
    /// <summary>Whether the rows come in the order (subject, at, rid) straight from the index.</summary>
    public bool IsOrdered =>
        Table == IndexTable.Token && Slots.Count == 1 && Test is TokenTest { Values.Count: 1 };

    /// <summary>Whether one seek finds out if a given resource has such a row.</summary>
    public bool IsProbe => !IsSet && IsProbable;

    /// <summary>Whether there are so many values that looking for each of them is dear.</summary>
    public bool HasLongList => Test is TokenTest { Values.Count: > Limits.ListedValues };

    private bool IsProbable => Table != IndexTable.Token || Test is TokenTest || IsLink;
}
