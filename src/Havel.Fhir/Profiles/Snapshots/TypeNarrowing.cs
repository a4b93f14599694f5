using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Profiles.Snapshots;

/// <summary>Narrows the types of an element.</summary>
internal readonly struct TypeNarrowing(SnapshotWork work)
{
    /// <summary>The types the differential names, each completed by what the base says of it; those of the base where
    /// it names none.</summary>
    public IReadOnlyList<ProfileType> Narrow(ProfileElement said, ProfileElement known)
    {
        if (said.Types.Count == 0 || ReferenceEquals(said.Types, known.Types))
            return known.Types;

        if (known.Types.Count == 0)
            return said.Types;

        var narrowed = new List<ProfileType>(said.Types.Count);
        foreach (var type in said.Types)
        {
            if (FindWider(type, known.Types) is { } wider)
                narrowed.Add(Complete(type, wider));
            else
                Refuse(said, type, known);
        }

        return narrowed.Count == 0 ? known.Types : narrowed.ToArray();
    }

    private void Refuse(ProfileElement said, ProfileType type, ProfileElement known) =>
        work.Report(said, IssueType.Invariant,
            $"the type {type.Code} is not among those of the base ({string.Join(", ", known.Types)})");

    private static ProfileType Complete(ProfileType type, ProfileType wider)
    {
        var isSame = string.Equals(type.Code, wider.Code, StringComparison.Ordinal);
        var profiles = type.Profiles.Count == 0 && isSame ? wider.Profiles : type.Profiles;
        var targets = type.TargetProfiles.Count == 0 && isSame ? wider.TargetProfiles : type.TargetProfiles;
        var aggregation = type.Aggregation == ProfileAggregation.None ? wider.Aggregation : type.Aggregation;
        return ReferenceEquals(profiles, type.Profiles) && ReferenceEquals(targets, type.TargetProfiles)
            && aggregation == type.Aggregation
            ? type : type with { Profiles = profiles, TargetProfiles = targets, Aggregation = aggregation };
    }

    /// <summary>Whether one of the types is that one or a wider one.</summary>
    public static bool Allows(IReadOnlyList<ProfileType> known, ProfileType type) => FindWider(type, known) is not null;

    private static ProfileType? FindWider(ProfileType type, IReadOnlyList<ProfileType> known)
    {
        foreach (var candidate in known)
        {
            if (string.Equals(candidate.Code, type.Code, StringComparison.Ordinal))
                return candidate;
        }

        foreach (var candidate in known)
        {
            if (IsWithin(type.Code, candidate.Code))
                return candidate;
        }

        return null;
    }

    /// <summary>Whether values of the one type are values of the other; types that R4 does not know are given the
    /// benefit of the doubt.</summary>
    private static bool IsWithin(string code, string wider)
    {
        if (wider is "*" or "Element" or "Base")
            return true;

        return FhirDefinitions.R4.FindType(code) is not { } type
            || FhirDefinitions.R4.FindType(wider) is not { } other || type.Is(other);
    }
}
