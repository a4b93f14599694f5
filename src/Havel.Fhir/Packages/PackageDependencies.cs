using Havel.Fhir.Issues;

namespace Havel.Fhir.Packages;

/// <summary>Which of the loaded packages stand for the dependencies of others. Nothing is fetched: what is missing is
/// told, and what refers to it is then not found.</summary>
public static class PackageDependencies
{
    private static readonly string[] FhirSuffixes = [".r4", ".r4b", ".r5"];

    /// <summary>A warning for each package that others need and that is not there, or not in that version.</summary>
    public static IReadOnlyList<Issue> Check(IReadOnlyList<FhirPackage> packages)
    {
        var missing = new SortedDictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var package in packages)
        {
            foreach (var (name, wish) in package.Dependencies)
            {
                if (IsEmbedded(name) || Resolve(name, wish, packages) is not null)
                    continue;

                var key = $"{name} {wish}";
                if (!missing.TryGetValue(key, out var needing))
                    missing.Add(key, needing = []);
                needing.Add(package.PackageId);
            }
        }

        return [.. missing.Select(pair => new Issue(
            IssueSeverity.Warning, IssueType.NotFound, Sentence(pair.Key, pair.Value, packages)))];
    }

    /// <summary>The package that stands for a dependency: the newest that the wish admits; null for none.</summary>
    /// <param name="name">Its name. <c>hl7.terminology.r4</c> stands for <c>hl7.terminology</c> too.</param>
    /// <param name="wish">A version, a pattern such as <c>1.5.x</c>, or <c>current</c>, <c>latest</c>, <c>dev</c> for
    /// any.</param>
    /// <param name="packages">The loaded ones.</param>
    public static FhirPackage? Resolve(string name, string wish, IEnumerable<FhirPackage> packages)
    {
        FhirPackage? best = null;
        foreach (var package in packages)
        {
            if (IsNamed(package.Name, name) && Admits(wish, package.Version)
                && (best is null || VersionOrder.Compare(package.Version, best.Version) > 0))
            {
                best = package;
            }
        }

        return best;
    }

    /// <summary>The package and all that it needs, directly or not, as <c>name#version</c>.</summary>
    public static IReadOnlySet<string> Closure(FhirPackage package, IReadOnlyList<FhirPackage> packages)
    {
        var closure = new HashSet<string>(StringComparer.Ordinal) { package.PackageId };
        var open = new Queue<FhirPackage>([package]);
        while (open.TryDequeue(out var next))
        {
            foreach (var (name, wish) in next.Dependencies)
            {
                if (Resolve(name, wish, packages) is { } found && closure.Add(found.PackageId))
                    open.Enqueue(found);
            }
        }

        return closure;
    }

    private static bool Admits(string wish, string version)
    {
        // npm's marks for "compatible with" are rare in FHIR packages; the version behind them is then the least.
        var plain = wish.TrimStart('^', '~');
        if (plain.Length != wish.Length)
            return VersionOrder.Compare(version, plain) >= 0;

        return wish is "current" or "latest" or "dev" or "" or "*"
            || wish.StartsWith("current$", StringComparison.Ordinal)
            || VersionOrder.Admits(wish, version);
    }

    private static bool IsNamed(string have, string want)
    {
        if (string.Equals(have, want, StringComparison.Ordinal))
            return true;

        foreach (var suffix in FhirSuffixes)
        {
            if (have.Length == want.Length + suffix.Length && have.StartsWith(want, StringComparison.Ordinal)
                && have.EndsWith(suffix, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The core is part of the assembly, and its expansions and examples are of no use here.</summary>
    private static bool IsEmbedded(string name) => name is EmbeddedCore.PackageName or "hl7.fhir.r4.expansions";

    private static string Sentence(string missing, List<string> needing, IReadOnlyList<FhirPackage> packages)
    {
        var name = missing[..missing.IndexOf(' ', StringComparison.Ordinal)];
        var others = packages.Where(package => IsNamed(package.Name, name)).Select(package => package.Version).ToList();
        var loaded = others.Count == 0 ? string.Empty : $"; loaded is {string.Join(", ", others)}";
        return $"The package {missing} is missing{loaded}. It is needed by {string.Join(", ", needing)}.";
    }
}
