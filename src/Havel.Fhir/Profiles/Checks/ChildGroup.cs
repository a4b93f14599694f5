using System.Globalization;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Running;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>All children of one element name: how many there may be, what holds for each, and how they are
/// sliced.</summary>
internal sealed class ChildGroup
{
    /// <summary>The profile that says so.</summary>
    public required string Profile { get; init; }

    /// <summary>The element's name for sentences: <c>value[x]</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the element's name; see <see cref="FhirPath.Compilation.NameIndex"/>.</summary>
    public required int NameId { get; init; }

    /// <summary>The least number, 0 where the profile adds nothing to R4.</summary>
    public required int Min { get; init; }

    /// <summary>The greatest number, <see cref="int.MaxValue"/> where the profile adds nothing to R4.</summary>
    public required int Max { get; init; }

    /// <summary>What holds for each; null for nothing.</summary>
    public required ElementCheck? Item { get; init; }

    public required SliceGroup? Slices { get; init; }

    /// <summary>Reports a wrong number and checks the slices.</summary>
    /// <param name="run">Takes the reports.</param>
    /// <param name="parent">The node whose children these are.</param>
    /// <param name="holder">The record that holds the children: the companion of a primitive, or the parent.</param>
    /// <param name="count">How many there are.</param>
    public void Finish(ValidationRun run, int parent, int holder, int count)
    {
        if (count < Min)
        {
            run.Error(parent, IssueType.Required, Profile,
                $"Expected at least {Min} of \"{Name}\" and found {Counted(count)} ({Profile}).");
        }
        else if (count > Max)
        {
            run.Error(parent, IssueType.Structure, Profile,
                $"Expected {(Max == 0 ? "none" : $"at most {Max}")} of \"{Name}\" and found {Counted(count)} "
                + $"({Profile}).");
        }

        if (Slices is not null && (count > 0 || Slices.NeedsItems))
            CheckSlices(run, parent, holder);
    }

    private void CheckSlices(ValidationRun run, int parent, int holder)
    {
        var (table, items, names) = (run.Table, run.Items, run.Validator.Names);
        var first = items.Count;
        for (int at = holder + 1, end = table[holder].End; at < end; at = table[at].End)
        {
            if (names[table[at].Property] == NameId && (table[at].Flags & NodeFlags.Companion) == NodeFlags.None)
                items.Push(at);
        }

        Slices!.Check(run, parent, first, items.Count);
        items.Truncate(first);
    }

    private static string Counted(int count) => count == 0 ? "none" : count.ToString(CultureInfo.InvariantCulture);
}
