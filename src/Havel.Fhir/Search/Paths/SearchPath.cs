namespace Havel.Fhir.Search.Paths;

/// <summary>One member of a search parameter's union, in the plain form that nearly all of R4 uses: steps down from the
/// resource, with at most one condition each. Anything richer is left to FHIRPath proper.</summary>
internal sealed class SearchPath(string resourceType, IReadOnlyList<PathStep> steps)
{
    /// <summary>From the resource downwards; empty for the resource itself.</summary>
    public IReadOnlyList<PathStep> Steps { get; } = steps;

    /// <summary>The type that <c>where(resolve() is T)</c> at the end asks for, or null.</summary>
    public string? TargetFilter =>
        Steps.Count > 0 && Steps[^1].Filter is { Kind: PathFilterKind.RefersTo } filter ? filter.Text : null;

    /// <summary>The same path without the condition at its end.</summary>
    public SearchPath WithoutTargetFilter() =>
        TargetFilter is null
            ? this
            : new SearchPath(resourceType, [.. Steps.SkipLast(1), Steps[^1] with { Filter = null }]);

    /// <summary>The same path with that condition at its end.</summary>
    public SearchPath WithTargetFilter(string type)
    {
        var filter = new PathFilter(PathFilterKind.RefersTo, string.Empty, type);
        return new SearchPath(resourceType, [.. Steps.SkipLast(1), Steps[^1] with { Filter = filter }]);
    }

    /// <summary>Whether this path begins with that one.</summary>
    public bool StartsWith(SearchPath root) =>
        root.Steps.Count <= Steps.Count && root.Steps.SequenceEqual(Steps.Take(root.Steps.Count));

    /// <summary>One spelling for all ways to write the same path.</summary>
    public override string ToString() => resourceType + string.Concat(Steps);
}
