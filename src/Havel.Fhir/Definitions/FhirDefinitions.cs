using System.Text;

namespace Havel.Fhir.Definitions;

/// <summary>What FHIR R4 says of its types, search parameters and codes, as machine facts. Immutable and safe to share.
/// Source: https://hl7.org/fhir/R4/downloads.html, package hl7.fhir.r4.core 4.0.1; see docs/definitions.md.</summary>
public sealed class FhirDefinitions
{
    /// <summary>The FHIR version these definitions are of, as a capability statement names it.</summary>
    public const string FhirVersion = "4.0.1";

    private const int LongestTypeName = 128;

    private static readonly Lazy<FhirDefinitions> LazyR4 = new(StructureLoader.LoadR4);

    private readonly TypeDefinition[] _types;
    private readonly JsonProperty[] _properties;
    private readonly Dictionary<string, TypeDefinition> _typesByName;
    private readonly Dictionary<string, TypeDefinition>.AlternateLookup<ReadOnlySpan<char>> _typesBySpan;
    private readonly Lazy<SearchDefinitions> _search;
    private readonly Lazy<Dictionary<string, RequiredCodeSet>> _codes;

    internal FhirDefinitions(IReadOnlyList<TypeDefinition> types, IReadOnlyList<JsonProperty> properties)
    {
        Types = _types = [.. types];
        Properties = _properties = [.. properties];
        _typesByName = types.ToDictionary(type => type.Name, StringComparer.Ordinal);
        _typesBySpan = _typesByName.GetAlternateLookup<ReadOnlySpan<char>>();
        ResourceTypes = [.. types.Where(type => type.IsResource && !type.IsAbstract)];
        _search = new Lazy<SearchDefinitions>(SearchLoader.LoadR4);
        _codes = new Lazy<Dictionary<string, RequiredCodeSet>>(CodeLoader.LoadR4);
    }

    /// <summary>The definitions of R4 4.0.1. The types are loaded at first use, everything else when it is asked
    /// for.</summary>
    public static FhirDefinitions R4 => LazyR4.Value;

    /// <summary>All types by their <see cref="TypeDefinition.Id"/>.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>The resource types that can have instances, by name.</summary>
    public IReadOnlyList<TypeDefinition> ResourceTypes { get; }

    /// <summary>All JSON properties by their <see cref="JsonProperty.Id"/>.</summary>
    public IReadOnlyList<JsonProperty> Properties { get; }

    /// <summary>All search parameters, by their canonical address.</summary>
    public IReadOnlyList<SearchParameterDefinition> SearchParameters => _search.Value.Parameters;

    /// <summary>The compartments of Device, Encounter, Patient, Practitioner and RelatedPerson.</summary>
    public IReadOnlyList<CompartmentDefinition> Compartments => _search.Value.Compartments;

    /// <summary>What belongs to a patient. Source:
    /// https://hl7.org/fhir/R4/compartmentdefinition-patient.html.</summary>
    public CompartmentDefinition PatientCompartment => _search.Value.Patient;

    /// <summary>The value sets that some element binds as required, those that cannot be listed included.</summary>
    public IReadOnlyCollection<RequiredCodeSet> RequiredCodeSets => _codes.Value.Values;

    /// <summary>The type of that name (<c>Patient</c>, <c>Quantity</c>, <c>Observation.component</c>), or
    /// null.</summary>
    public TypeDefinition? FindType(string name) => _typesByName.GetValueOrDefault(name);

    /// <summary>The type of that name, given as UTF-8 without quotes, or null. Allocates nothing.</summary>
    public TypeDefinition? FindType(ReadOnlySpan<byte> utf8Name)
    {
        if (utf8Name.Length > LongestTypeName)
            return null;

        Span<char> name = stackalloc char[LongestTypeName];
        return Encoding.UTF8.TryGetChars(utf8Name, name, out var length)
            && _typesBySpan.TryGetValue(name[..length], out var type) ? type : null;
    }

    /// <summary>The type of that id, without the detour over an interface: every look at a node comes here.</summary>
    internal TypeDefinition TypeAt(int id) => _types[id];

    /// <summary>The property of that id, likewise.</summary>
    internal JsonProperty PropertyAt(int id) => _properties[id];

    /// <summary>The search parameter of that canonical address, or null.</summary>
    public SearchParameterDefinition? FindSearchParameter(string url) => _search.Value.Find(url);

    /// <summary>The codes of a value set that some R4 element binds as required; null for any other value
    /// set.</summary>
    /// <param name="canonical">Address of the value set, without version.</param>
    public RequiredCodeSet? RequiredCodes(string canonical) => _codes.Value.GetValueOrDefault(canonical);
}
