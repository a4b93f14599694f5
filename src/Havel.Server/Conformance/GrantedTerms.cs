using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Search;
using Havel.Fhir.Terminology;

namespace Havel.Server.Conformance;

/// <summary>What a search asks of terminology, under the right of whoever searches. The state of the conformance
/// resources is taken once, so that one search stands under one.</summary>
internal sealed class GrantedTerms(Deployment home, Grant grant) : ISearchTerms
{
    private const string Prefix = "ValueSet/";

    private ConformanceSet? _set;

    private ConformanceSet Set => _set ??= home.Conformance.Current;

    public CodeList Members(string valueSet, int limit)
    {
        var own = home.BaseUrl + "/";
        var local = valueSet.StartsWith(own, StringComparison.Ordinal) ? valueSet[own.Length..] : valueSet;
        if (!local.StartsWith(Prefix, StringComparison.Ordinal))
            return OfCanonical(valueSet, limit);

        return CanonicalOf(local[Prefix.Length..]) is { } canonical
            ? OfCanonical(canonical, limit)
            : new CodeList([], Issue.Error(
                IssueType.NotFound, $"There is no {local} with a url, or it is not open to you."));
    }

    public CodeList Closure(string system, string code, bool isBelow, int limit) =>
        Set.Terminology.Closure(system, code, isBelow, limit);

    /// <summary>Elsewhere another version may serve where the named one is missing; a search shall not find by what
    /// nobody asked for.</summary>
    private CodeList OfCanonical(string canonical, int limit)
    {
        var (url, version, _) = Canonical.Parse(canonical);
        var isOther = version is not null
            && Set.Catalog.Find("ValueSet", canonical) is null
            && Set.Catalog.Find("ValueSet", url) is not null;
        return isOther
            ? new CodeList([], Issue.Error(IssueType.NotFound, $"{url} is not known here in version {version}."))
            : Set.Terminology.Members(canonical, limit);
    }

    /// <summary>The address of a stored value set that the caller may read; null for none.</summary>
    private string? CanonicalOf(string id)
    {
        var read = home.Store.Read(grant, "ValueSet", id);
        return read.Status == Store.Reading.ReadStatus.Found
            && ConformanceResource.From(read.Resource.Body) is { Url.Length: > 0 } resource
                ? resource.Canonical
                : null;
    }
}
