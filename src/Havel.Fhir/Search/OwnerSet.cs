namespace Havel.Fhir.Search;

/// <summary>The owners of one version of one resource.</summary>
public sealed class OwnerSet
{
    public static readonly OwnerSet Directory = new(OwnerKind.Directory, [], []);

    public static readonly OwnerSet Unowned = new(OwnerKind.Unowned, [], []);

    private readonly bool _mayBeOpen;

    private OwnerSet(
        OwnerKind kind, IReadOnlyList<string> patients, IReadOnlyList<string> targets, bool mayBeOpen = false)
    {
        _mayBeOpen = mayBeOpen;
        Kind = kind;
        Patients = patients;
        Targets = targets;
    }

    public OwnerKind Kind { get; }

    /// <summary>The owning patients, distinct, in ordinal order: <c>Patient/x</c> for one of this server, else the
    /// absolute URL.</summary>
    public IReadOnlyList<string> Patients { get; }

    /// <summary>With <see cref="OwnerKind.ThroughTargets"/>: the local references (<c>Observation/y</c>) whose owners
    /// count too,
    /// distinct, in ordinal order. Empty otherwise.</summary>
    public IReadOnlyList<string> Targets { get; }

    /// <summary>A set of patients; <see cref="Unowned"/> where there are none.</summary>
    public static OwnerSet Of(IEnumerable<string> patients)
    {
        var sorted = Sorted(patients);
        return sorted.Length == 0 ? Unowned : new OwnerSet(OwnerKind.Patients, sorted, []);
    }

    /// <summary>The owners of the targets and the patients named directly; without targets the same as
    /// <see cref="Of"/>.</summary>
    /// <param name="patients">Patients named directly.</param>
    /// <param name="targets">Local references to the others.</param>
    /// <param name="mayBeOpen">Whether it is directory data where all targets are.</param>
    public static OwnerSet ThroughTargets(IEnumerable<string> patients, IEnumerable<string> targets, bool mayBeOpen)
    {
        var sorted = Sorted(targets);
        return sorted.Length == 0
            ? Of(patients)
            : new OwnerSet(OwnerKind.ThroughTargets, Sorted(patients), sorted, mayBeOpen);
    }

    /// <summary>Settles a <see cref="OwnerKind.ThroughTargets"/> set once the targets' owners are known.</summary>
    /// <param name="targets">The owners of each target, settled themselves; null for one that the store does not
    /// have.</param>
    /// <returns>The union of all patients; <see cref="Unowned"/> where a target is unowned or none of it leads to a
    /// patient,
    /// except that Provenance and the like of directory data are directory data themselves.</returns>
    public OwnerSet Resolve(IReadOnlyCollection<OwnerSet?> targets)
    {
        if (Kind != OwnerKind.ThroughTargets)
            return this;

        if (targets.Any(target => target is { Kind: OwnerKind.Unowned or OwnerKind.ThroughTargets }))
            return Unowned;

        var patients = Sorted(Patients.Concat(targets.SelectMany(target => target?.Patients ?? [])));
        if (patients.Length > 0)
            return new OwnerSet(OwnerKind.Patients, patients, []);

        return _mayBeOpen && targets.Count > 0 && targets.All(target => target is { Kind: OwnerKind.Directory })
            ? Directory
            : Unowned;
    }

    public override string ToString() => Kind == OwnerKind.Patients ? string.Join(", ", Patients) : Kind.ToString();

    private static string[] Sorted(IEnumerable<string> references) =>
        references is IReadOnlyList<string> { Count: < 2 } few
            ? [.. few]
            : [.. references.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
