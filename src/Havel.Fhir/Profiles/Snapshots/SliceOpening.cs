using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Opens a new slice: a copy of what it slices, and the slicing itself where the standard implies
/// it.</summary>
internal static class SliceOpening
{
    private static readonly ProfileSlicing ByUrl =
        new([new ProfileDiscriminator(DiscriminatorKind.Value, "url")], SlicingRules.Open, IsOrdered: false);

    private static readonly ProfileSlicing ByType =
        new([new ProfileDiscriminator(DiscriminatorKind.Type, "$this")], SlicingRules.Open, IsOrdered: false);

    public static SnapshotNode Open(SnapshotWork work, SnapshotNode sliced, SnapshotNode said)
    {
        var element = sliced.Element!;
        if (element.Slicing is null)
            ImplySlicing(work, sliced, said);

        var slice = new SnapshotNode(sliced.Name, said.SliceName, element with
        {
            SliceName = said.SliceName,
            Slicing = null,
            Min = 0,
            MustSupport = null,
            Types = TypesOf(sliced.Name, said, element),
        });
        slice.Adopt(SnapshotTree.CopyAll(sliced.Children, work.Budget));
        work.Budget.Take(1);
        return slice;
    }

    /// <summary>A slice of a choice that is named after a type has that type, whether it says so or not.</summary>
    private static IReadOnlyList<ProfileType> TypesOf(string name, SnapshotNode said, ProfileElement element) =>
        ChoiceNames.TypeOf(name, said.SliceName!, element.Types) is { } type && element.Types.Count > 1
            ? [type] : element.Types;

    /// <summary>Extensions are sliced by url and choices by type without anybody saying so.
    /// Source: https://hl7.org/fhir/R4/profiling.html#slicing.</summary>
    private static void ImplySlicing(SnapshotWork work, SnapshotNode sliced, SnapshotNode said)
    {
        var implied = sliced.Name is "extension" or "modifierExtension" ? ByUrl
            : ChoiceNames.IsChoice(sliced.Name) ? ByType : null;
        if (implied is not null)
        {
            sliced.Element = sliced.Element! with { Slicing = implied };
            return;
        }

        // Without discriminators only the slices' own rules can tell them apart; open, because nobody forbade more.
        sliced.Element = sliced.Element! with { Slicing = new ProfileSlicing([], SlicingRules.Open, IsOrdered: false) };
        work.Report(said.Element ?? sliced.Element, IssueType.Structure,
            "a slice without a slicing that says how it is told apart", IssueSeverity.Warning);
    }
}
