using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Lays a differential's tree over the base's: finds for each element its counterpart, unfolds types where the
/// differential goes deeper than the base, and opens slices.</summary>
internal sealed class DifferentialOverlay(SnapshotWork work)
{
    /// <summary>Applies what is said of an element, then of its children, then of its slices: slices begin as the
    /// unsliced element, so that must be complete first.</summary>
    public void Apply(SnapshotNode said, SnapshotNode target)
    {
        if (work.Budget.IsSpent)
            return;

        if (said.Element is not null)
            work.Merger.Merge(said.Element, target);

        foreach (var child in said.Children ?? [])
            ApplyChild(said, child, target);

        foreach (var slice in said.Slices ?? [])
            Apply(slice, SliceOf(target, slice));
        if (target.Slices is not null && ChoiceNames.IsChoice(target.Name))
            ChoiceClosing.Close(target);
    }

    private void ApplyChild(SnapshotNode said, SnapshotNode child, SnapshotNode parent)
    {
        work.Unfolder.Unfold(parent, child.Name);
        if (parent.FindChild(child.Name) is { } same)
            ApplyKnown(child, same);
        else if (FindChoice(parent, child.Name) is { } choice)
            ApplyShortcut(child, choice);
        else if (work.MayAdd)
            ApplyNew(child, parent);
        else
            ReportUnknown(child, said, parent);
    }

    /// <summary>A logical model may give an inherited name another meaning: its elements are not those of a resource.
    /// </summary>
    private void ApplyKnown(SnapshotNode said, SnapshotNode target)
    {
        if (work.Definition.Kind == StructureKind.Logical && said.Element is { Types: [var type] } element
            && target.Element!.Types is [var known] && !string.Equals(type.Code, known.Code, StringComparison.Ordinal))
        {
            target.Element = element with { Min = element.Min ?? 0, Max = element.Max ?? 1, SliceName = null };
            target.Adopt(null);
        }

        Apply(said, target);
    }

    private static SnapshotNode? FindChoice(SnapshotNode parent, string name) => parent.Children?.Find(child =>
        ChoiceNames.TypeOf(child.Name, name, child.Element?.Types ?? []) is not null);

    /// <summary><c>valueQuantity</c> stands for the slice of that name and type of <c>value[x]</c>.
    /// Source: https://hl7.org/fhir/R4/profiling.html#slicing.</summary>
    private void ApplyShortcut(SnapshotNode said, SnapshotNode choice)
    {
        var slice = SliceOf(choice, new SnapshotNode(choice.Name, said.Name, said.Element));
        var inner = new SnapshotNode(choice.Name, said.Name, said.Element);
        inner.Adopt(said.Children);
        Apply(inner, slice);
        foreach (var named in said.Slices ?? [])
        {
            var isSame = string.Equals(named.SliceName, said.Name, StringComparison.Ordinal);
            Apply(named, isSame ? slice : SliceOf(choice, named));
        }

        ChoiceClosing.Close(choice);
    }

    /// <summary>An element that a type adds to what it inherits.</summary>
    private void ApplyNew(SnapshotNode said, SnapshotNode parent)
    {
        if (!work.Budget.Take(1))
            return;

        var element = said.Element ?? new ProfileElement { Id = said.Name, Path = said.Name };
        var added = new SnapshotNode(said.Name, sliceName: null, element with
        {
            Min = element.Min ?? 0,
            Max = element.Max ?? 1,
            Base = element.Base ?? new ProfileBase(element.Path, element.Min ?? 0, element.Max ?? 1),
        });
        parent.Add(added);
        var rest = new SnapshotNode(said.Name, sliceName: null, element: null);
        rest.Adopt(said.Children);
        foreach (var slice in said.Slices ?? [])
            rest.AddSlice(slice);
        Apply(rest, added);
    }

    private SnapshotNode SliceOf(SnapshotNode unsliced, SnapshotNode said)
    {
        if (unsliced.FindSlice(said.SliceName!) is { } known)
            return known;

        var outer = SliceNames.ParentOf(said.SliceName) is { } parent ? unsliced.FindSlice(parent) : null;
        var slice = SliceOpening.Open(work, outer ?? unsliced, said);
        unsliced.AddSlice(slice);
        return slice;
    }

    /// <summary>Lays what an element already had over the children of a profile that was named for its type.</summary>
    public void Relay(List<SnapshotNode> had, SnapshotNode target)
    {
        var said = new SnapshotNode(target.Name, target.SliceName, element: null);
        said.Adopt(had);
        Apply(said, target);
    }

    private void ReportUnknown(SnapshotNode said, SnapshotNode holder, SnapshotNode parent)
    {
        var named = FirstElement(said) ?? FirstElement(holder) ?? work.Definition.Differential[0];
        work.Report(named, IssueType.Structure,
            $"there is no element '{said.Name}' in {parent.Element?.Path ?? parent.Name} of the base");
    }

    private static ProfileElement? FirstElement(SnapshotNode node)
    {
        if (node.Element is not null)
            return node.Element;

        foreach (var child in node.Children ?? [])
        {
            if (FirstElement(child) is { } found)
                return found;
        }

        foreach (var slice in node.Slices ?? [])
        {
            if (FirstElement(slice) is { } found)
                return found;
        }

        return null;
    }
}
