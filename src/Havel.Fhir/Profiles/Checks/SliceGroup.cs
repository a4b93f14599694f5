using Havel.Fhir.Issues;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>A slicing: tells the items of an element apart and checks each by its slice.
/// Source: https://hl7.org/fhir/R4/profiling.html#slicing.</summary>
internal sealed class SliceGroup
{
    private const int Stranger = -1;
    private const int Uncertain = -2;

    private readonly SliceCheck[] _slices;
    private readonly SliceCheck? _rest;

    public SliceGroup(string profile, string name, SlicingRules rules, bool isOrdered, IEnumerable<SliceCheck> slices)
    {
        Profile = profile;
        Name = name;
        Rules = rules;
        IsOrdered = isOrdered;
        var all = slices.ToList();
        // The slice @default takes what no other slice takes. Source: https://hl7.org/fhir/R4/profiling.html#default.
        _rest = all.Find(slice => slice.Name.EndsWith("@default", StringComparison.Ordinal));
        all.Remove(_rest!);
        _slices = [.. all];
        NeedsItems = _slices.Any(slice => slice.Min > 0);
    }

    public string Profile { get; }

    public string Name { get; }

    public SlicingRules Rules { get; }

    public bool IsOrdered { get; }

    /// <summary>Whether even no item at all may be wrong.</summary>
    public bool NeedsItems { get; }

    /// <summary>Checks the items that lie on the run's stack from first to end.</summary>
    public void Check(ValidationRun run, int parent, int first, int end)
    {
        // Which slice each item belongs to lies on the stack above the items.
        var items = run.Items;
        var assigned = items.Count;
        for (var at = first; at < end; at++)
            items.Push(Find(run, items[at], at - first));

        CheckPlaces(run, first, end, assigned);
        for (var slice = 0; slice < _slices.Length && !run.IsStopped; slice++)
            CheckSlice(run, parent, _slices[slice], slice, first, end, assigned);
        if (_rest is not null)
            CheckSlice(run, parent, _rest, Stranger, first, end, assigned);

        items.Truncate(assigned);
    }

    private int Find(ValidationRun run, int node, int position)
    {
        var answer = Stranger;
        for (var slice = 0; slice < _slices.Length; slice++)
        {
            var match = _slices[slice].Test.Matches(run, node, position);
            if (match == Match.Yes)
                return slice;
            if (match == Match.Unknown)
                answer = Uncertain;
        }

        return answer;
    }

    private void CheckPlaces(ValidationRun run, int first, int end, int assigned)
    {
        var (last, hasStranger) = (Stranger, false);
        for (var at = first; at < end; at++)
        {
            var slice = run.Items[assigned + at - first];
            if (slice == Uncertain)
                continue;
            if (slice == Stranger)
            {
                hasStranger = true;
                if (Rules == SlicingRules.Closed && _rest is null)
                    Refuse(run, run.Items[at]);
                continue;
            }

            if (hasStranger && Rules == SlicingRules.OpenAtEnd)
            {
                run.Error(run.Items[at], IssueType.Structure, Profile,
                    $"The slice \"{_slices[slice].Name}\" of \"{Name}\" must stand before all items that belong to no "
                    + $"slice ({Profile}).");
            }

            if (IsOrdered && slice < last)
            {
                run.Error(run.Items[at], IssueType.Structure, Profile,
                    $"The slice \"{_slices[slice].Name}\" of \"{Name}\" must stand before \"{_slices[last].Name}\" "
                    + $"({Profile}).");
            }

            last = Math.Max(last, slice);
        }
    }

    private void Refuse(ValidationRun run, int item) =>
        run.Error(item, IssueType.Structure, Profile,
            $"The item belongs to none of the slices of \"{Name}\" ({string.Join(", ", _slices.Select(s => s.Name))}), "
            + $"and nothing else may stand here ({Profile}).");

    private void CheckSlice(
        ValidationRun run, int parent, SliceCheck slice, int number, int first, int end, int assigned)
    {
        var items = run.Items;
        var own = items.Count;
        var uncertain = 0;
        for (var at = first; at < end; at++)
        {
            if (items[assigned + at - first] == number)
                items.Push(items[at]);
            else if (items[assigned + at - first] == Uncertain)
                uncertain++;
        }

        var ownEnd = items.Count;
        CheckNumber(run, parent, slice, ownEnd - own, uncertain);
        for (var at = own; at < ownEnd && !slice.Item.IsEmpty && !run.IsStopped; at++)
            slice.Item.Check(run, items[at]);
        if (slice.Reslices is { } reslices && (ownEnd > own || reslices.NeedsItems))
            reslices.Check(run, parent, own, ownEnd);
        items.Truncate(own);
    }

    /// <summary>Items of which it cannot be said whether they belong to the slice may be those that are
    /// missing.</summary>
    private void CheckNumber(ValidationRun run, int parent, SliceCheck slice, int count, int uncertain)
    {
        if (count < slice.Min && count + uncertain >= slice.Min)
        {
            run.Warn(parent, IssueType.NotFound, Profile,
                $"Expected at least {slice.Min} of the slice \"{slice.Name}\" of \"{Name}\"; whether {uncertain} of "
                + $"the items belong to it cannot be checked here ({Profile}).");
        }
        else if (count < slice.Min)
        {
            run.Error(parent, IssueType.Required, Profile,
                $"Expected at least {slice.Min} of the slice \"{slice.Name}\" of \"{Name}\" and found {count} "
                + $"({Profile}).");
        }
        else if (count > slice.Max)
        {
            run.Error(parent, IssueType.Structure, Profile,
                $"Expected at most {slice.Max} of the slice \"{slice.Name}\" of \"{Name}\" and found {count} "
                + $"({Profile}).");
        }
    }
}
