namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Draws the conclusions from the slices of a choice. It holds at most one value, so a type that must be there
/// leaves no room for others; a type whose slice is forbidden is gone; and where every type has its slice, nothing can
/// stand beside them.</summary>
internal static class ChoiceClosing
{
    public static void Close(SnapshotNode choice)
    {
        if (choice.Element is not { Max: 1, Slicing: { } slicing } element || !IsByType(slicing))
            return;

        choice.Slices!.RemoveAll(slice => !AllowsAny(element.Types, slice.Element!.Types));
        var types = RemainingTypes(element.Types, choice.Slices);
        var isClosed = types.Count > 0 && types.All(type => choice.Slices.Exists(slice => IsOf(slice, type)));
        if (types.Count == element.Types.Count && !isClosed)
            return;

        choice.Element = element with
        {
            Types = types.Count == element.Types.Count ? element.Types : types,
            Slicing = isClosed ? slicing with { Rules = SlicingRules.Closed } : slicing,
        };
    }

    private static List<ProfileType> RemainingTypes(IReadOnlyList<ProfileType> types, List<SnapshotNode> slices)
    {
        if (slices.Find(slice => slice.Element is { Min: > 0, Types.Count: 1 }) is { } needed)
            return [.. types.Where(type => IsOf(needed, type))];

        return [.. types.Where(type => !slices.Exists(slice => slice.Element!.Max == 0 && IsOf(slice, type)))];
    }

    private static bool IsOf(SnapshotNode slice, ProfileType type) =>
        slice.Element!.Types is [var own] && string.Equals(own.Code, type.Code, StringComparison.Ordinal);

    private static bool AllowsAny(IReadOnlyList<ProfileType> allowed, IReadOnlyList<ProfileType> types) =>
        allowed.Count == 0 || types.Any(type =>
            allowed.Any(one => string.Equals(one.Code, type.Code, StringComparison.Ordinal)));

    private static bool IsByType(ProfileSlicing slicing) =>
        slicing.Discriminators is [{ Kind: DiscriminatorKind.Type, Path: "$this" }];
}
