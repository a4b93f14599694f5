using Havel.Fhir.Packages;
using Havel.Fhir.Profiles;
using Havel.Fhir.Terminology;

namespace Havel.Server.Conformance;

/// <summary>The conformance resources in force at one moment, and what is made of them. It never changes: a request
/// that takes it once sees one state to its end. What is made is made at first use, and handed on to the next state
/// where that differs in nothing it depends on.</summary>
internal sealed class ConformanceSet
{
    private static readonly string[] OfProfiles = ["StructureDefinition"];

    private static readonly string[] OfTerminology = ["CodeSystem", "ValueSet", "ConceptMap", "NamingSystem"];

    private readonly Lazy<ProfileLibrary> _profiles;
    private readonly Lazy<TerminologyEngine> _terminology;
    private readonly Lazy<ResourceValidator> _validator;

    /// <summary>A state after another.</summary>
    /// <param name="catalog">Embedded core, packages, and what is stored.</param>
    /// <param name="before">The state before; null for the first.</param>
    /// <param name="touched">The resource types in which the two differ.</param>
    /// <param name="large">Code systems that are too large for memory.</param>
    public ConformanceSet(
        ConformanceCatalog catalog,
        ConformanceSet? before,
        IReadOnlySet<string> touched,
        ICodeSystemSource? large = null)
    {
        Catalog = catalog;
        _profiles = before is null || touched.Overlaps(OfProfiles)
            ? new Lazy<ProfileLibrary>(() => new ProfileLibrary(catalog))
            : before._profiles;
        _terminology = before is null || touched.Overlaps(OfTerminology)
            ? new Lazy<TerminologyEngine>(() => new TerminologyEngine(catalog, large))
            : before._terminology;
        _validator = before is null || touched.Overlaps(OfProfiles) || touched.Overlaps(OfTerminology)
            ? new Lazy<ResourceValidator>(() => new ResourceValidator(Profiles, Terminology))
            : before._validator;
    }

    public ConformanceCatalog Catalog { get; }

    /// <summary>The validator keeps what it has compiled, so it goes on with everything it stands on.</summary>
    public ResourceValidator Validator => _validator.Value;

    public ProfileLibrary Profiles => _profiles.Value;

    public TerminologyEngine Terminology => _terminology.Value;

    /// <summary>The search parameters of packages and store, in all versions; those of R4 itself are not among
    /// them.</summary>
    public IReadOnlyList<ConformanceResource> SearchParameters => Catalog.All("SearchParameter");
}
