using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Narrows one element by what a differential says of it, and tells where that would widen it.
/// Source: https://hl7.org/fhir/R4/profiling.html#limitations.</summary>
internal sealed class ElementMerger(SnapshotWork work)
{
    public void Merge(ProfileElement said, SnapshotNode target)
    {
        var known = TemplateOf(said, target);
        MergeCardinality(said, known, out var min, out var max);
        target.Element = known with
        {
            SliceName = target.SliceName,
            Min = min,
            Max = max,
            Types = new TypeNarrowing(work).Narrow(said, known),
            Slicing = MergeSlicing(said, known),
            ContentReference = said.ContentReference ?? known.ContentReference,
            Binding = MergeBinding(said, known),
            Constraints = ConstraintLists.Join(known.Constraints, said.Constraints, work.Definition.Url),
            IsModifier = said.IsModifier ?? known.IsModifier,
            MustSupport = said.MustSupport ?? known.MustSupport,
            IsSummary = said.IsSummary ?? known.IsSummary,
        };
        if (said.HasValues)
            MergeValues(said, target);
    }

    /// <summary>What is narrowed: the element as it stands or, where the differential names a profile for its type,
    /// that profile's root within it.</summary>
    private ProfileElement TemplateOf(ProfileElement said, SnapshotNode target)
    {
        var known = target.Element!;
        if (said.Types is not [{ Profiles: [var profile] } type] || ReferenceEquals(target, work.Root))
            return known;

        if (known.Types is [{ Profiles: [var same] }] && string.Equals(same, profile, StringComparison.Ordinal))
            return known;

        if (work.Unfolder.TreeOf(profile) is not { Element: { } root } tree)
            return known;

        if (target.Children is { } had)
            work.Replace(target, tree.Children, had);

        var isExtension = string.Equals(type.Code, "Extension", StringComparison.Ordinal);
        return known with
        {
            Min = isExtension ? Math.Max(known.Min ?? 0, root.Min ?? 0) : known.Min,
            Max = isExtension ? Math.Min(known.Max ?? int.MaxValue, root.Max ?? int.MaxValue) : known.Max,
            Constraints = ConstraintLists.Join(known.Constraints, root.Constraints, profile),
            IsModifier = root.IsModifier == true ? true : known.IsModifier,
        };
    }

    private void MergeCardinality(ProfileElement said, ProfileElement known, out int min, out int max)
    {
        min = said.Min ?? known.Min ?? 0;
        max = said.Max ?? known.Max ?? int.MaxValue;
        if (min < known.Min)
        {
            work.Report(said, IssueType.Invariant, $"min {min} is below the {known.Min} of the base");
            min = known.Min.Value;
        }

        if (max > known.Max)
        {
            work.Report(said, IssueType.Invariant,
                $"max {MaxText(max)} is above the {MaxText(known.Max.Value)} of the base");
            max = known.Max.Value;
        }

        if (min > max)
            work.Report(said, IssueType.Invariant, $"min {min} is above max {MaxText(max)}");
    }

    private static string MaxText(int max) =>
        max == int.MaxValue ? "*" : max.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private ProfileSlicing? MergeSlicing(ProfileElement said, ProfileElement known)
    {
        if (said.Slicing is not { } slicing || known.Slicing is not { } old)
            return said.Slicing ?? known.Slicing;

        var rules = slicing.Rules;
        if (old.Rules == SlicingRules.Closed && rules != SlicingRules.Closed)
        {
            work.Report(said, IssueType.Invariant, "the base has closed the slicing", IssueSeverity.Warning);
            rules = SlicingRules.Closed;
        }

        var discriminators = slicing.Discriminators.Count > 0 ? slicing.Discriminators : old.Discriminators;
        return new ProfileSlicing(discriminators, rules, slicing.IsOrdered || old.IsOrdered);
    }

    private ProfileBinding? MergeBinding(ProfileElement said, ProfileElement known)
    {
        if (said.Binding is not { } binding || known.Binding is not { } old)
            return said.Binding ?? known.Binding;

        if (binding.Strength > old.Strength)
        {
            work.Report(said, IssueType.Invariant,
                $"the binding is weaker ({binding.Strength}) than that of the base ({old.Strength})");
        }

        return binding with
        {
            ValueSet = binding.ValueSet ?? old.ValueSet,
            MaxValueSet = binding.MaxValueSet ?? old.MaxValueSet,
        };
    }

    private void MergeValues(ProfileElement said, SnapshotNode target)
    {
        var element = target.Element!;
        if (said.Fixed.Exists)
        {
            if (element.Fixed.Exists && !SameValue(said.Fixed, element.Fixed))
                work.Report(said, IssueType.Invariant, "the fixed value is not that of the base");
            element = element with { Fixed = said.Fixed };
        }

        if (said.Pattern.Exists)
            element = element with { Pattern = MergePattern(said, element) };
        if (said.MinValue.Exists)
            element = element with { MinValue = said.MinValue };
        if (said.MaxValue.Exists)
            element = element with { MaxValue = said.MaxValue };
        if (said.MaxLength is { } length)
            element = element with { MaxLength = length };
        target.Element = element;
    }

    private Node MergePattern(ProfileElement said, ProfileElement known)
    {
        if (!known.Pattern.Exists)
            return said.Pattern;

        if (PatternJoin.Join(known.Pattern, said.Pattern) is { } joined)
            return joined;

        work.Report(said, IssueType.Invariant, "the pattern contradicts that of the base");
        return said.Pattern;
    }

    private static bool SameValue(Node one, Node other) =>
        ReferenceEquals(one.Type, other.Type) && one.RawValue.SequenceEqual(other.RawValue);
}
