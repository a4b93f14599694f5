using Havel.Consent.Grants;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;
using Havel.Fhir.Search;
using Havel.Fhir.Terminology;

namespace Havel.Server.Conformance;

/// <summary>What a search asks of terminology, under the right of whoever searches. The state of the conformance resources
/// is taken once, so that one search stands under one.</summary>
internal sealed class GrantedTerms(Deployment home, Grant grant) : ISearchTerms
{
    private const string Prefix = "ValueSet/";

    private readonly Lazy<TerminologyEngine> _engine = new(() => home.Conformance.Current.Terminology);

    public CodeList Members(string valueSet, int limit)
    {
        var own = home.BaseUrl + "/";
        var local = valueSet.StartsWith(own, StringComparison.Ordinal) ? valueSet[own.Length..] : valueSet;
        if (!local.StartsWith(Prefix, StringComparison.Ordinal))
            return _engine.Value.Members(valueSet, limit);

        return CanonicalOf(local[Prefix.Length..]) is { } canonical
            ? _engine.Value.Members(canonical, limit)
            : new CodeList([], Issue.Error(
                IssueType.NotFound, $"There is no {local} with a url, or it is not open to you."));
    }

    public CodeList Closure(string system, string code, bool isBelow, int limit) =>
        _engine.Value.Closure(system, code, isBelow, limit);

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
