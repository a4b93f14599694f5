namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Constraints only ever accumulate.</summary>
internal static class ConstraintLists
{
    /// <summary>Both lists together; a key that is there already stays as it is.</summary>
    public static IReadOnlyList<ProfileConstraint> Join(
        IReadOnlyList<ProfileConstraint> known, IReadOnlyList<ProfileConstraint> added, string source)
    {
        List<ProfileConstraint>? joined = null;
        foreach (var constraint in added)
        {
            if (Has(joined ?? known, constraint.Key))
                continue;

            joined ??= [.. known];
            joined.Add(constraint.Source is null ? constraint with { Source = source } : constraint);
        }

        return joined is null ? known : [.. joined];
    }

    private static bool Has(IReadOnlyList<ProfileConstraint> constraints, string key)
    {
        foreach (var constraint in constraints)
        {
            if (string.Equals(constraint.Key, key, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
