using Havel.Fhir.Packages;
using Havel.Fhir.Profiles;
using Havel.Fhir.Terminology;

namespace Havel.Server.Conformance;

/// <summary>The conformance resources in force at one moment, and what is made of them. It never changes: a request
/// that takes it once sees one state to its end. What is made is made at first use.</summary>
/// <param name="catalog">Embedded core, packages, and what is stored.</param>
internal sealed class ConformanceSet(ConformanceCatalog catalog)
{
    private readonly Lazy<ProfileLibrary> _profiles = new(() => new ProfileLibrary(catalog));
    private readonly Lazy<TerminologyEngine> _terminology = new(() => new TerminologyEngine());

    public ConformanceCatalog Catalog => catalog;

    public ProfileLibrary Profiles => _profiles.Value;

    public TerminologyEngine Terminology => _terminology.Value;

    /// <summary>The search parameters of packages and store, in all versions; those of R4 itself are not among
    /// them.</summary>
    public IReadOnlyList<ConformanceResource> SearchParameters => catalog.All("SearchParameter");
}
