using System.Collections.Concurrent;
using System.Collections.Frozen;
using Havel.Fhir.Definitions;
using Havel.Fhir.Profiles.Compilation;
using Havel.Fhir.Terminology;

namespace Havel.Fhir.Profiles.Checks;

/// <summary>The compiled profiles of one validator, each compiled when it is first needed.</summary>
internal sealed class ProfileRegistry(ProfileLibrary library, ITerminology terminology, FhirDefinitions definitions)
{
    private readonly ConcurrentDictionary<string, CompiledProfile?> _byCanonical = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ProfileLink> _links = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ValueSetCheck> _valueSets = new(StringComparer.Ordinal);
    private readonly Dictionary<StructureDefinition, CompiledProfile?> _byDefinition =
        new(ReferenceEqualityComparer.Instance);

    private readonly ConcurrentDictionary<StructureDefinition, ElementTree?> _trees =
        new(ReferenceEqualityComparer.Instance);

    private readonly Lock _lock = new();

    public ProfileLibrary Library => library;

    public FhirDefinitions Definitions => definitions;

    /// <summary>The profile; null where it is not known, has no snapshot, or is no profile of a type of R4.</summary>
    /// <param name="canonical">With <c>|version</c> where one is meant.</param>
    public CompiledProfile? Find(string canonical)
    {
        if (_byCanonical.TryGetValue(canonical, out var known))
            return known;

        var definition = library.Find(canonical);
        var compiled = definition is null ? null : Compile(definition);
        // Senders may name what nobody knows, as often and as differently as they like.
        if (compiled is not null || _byCanonical.Count < Limits.UnknownCanonicals)
            _byCanonical[canonical] = compiled;
        return compiled;
    }

    /// <summary>The expressions of all invariants of R4's types by their keys.</summary>
    public FrozenDictionary<string, string> InvariantsOfR4 { get; } = definitions.Types
        .SelectMany(type => type.Invariants.Concat(type.Elements.SelectMany(element => element.Invariants)))
        .DistinctBy(invariant => invariant.Key)
        .ToFrozenDictionary(invariant => invariant.Key, invariant => invariant.Expression, StringComparer.Ordinal);

    /// <summary>The elements of a definition as a tree; null where they make none.</summary>
    public ElementTree? TreeOf(StructureDefinition definition)
    {
        if (_trees.TryGetValue(definition, out var known))
            return known;

        return _trees.GetOrAdd(definition, ElementTreeBuilder.Build(definition, definitions));
    }

    public ProfileLink LinkTo(string canonical) =>
        _links.GetOrAdd(canonical, static (address, self) => new ProfileLink(self, address), this);

    public ValueSetCheck ValueSet(string canonical) =>
        _valueSets.GetOrAdd(canonical, static (address, terms) => new ValueSetCheck(terms, address), terminology);

    /// <summary>Compiling asks other profiles for their trees, never for their checks, so the lock is not taken
    /// twice.</summary>
    private CompiledProfile? Compile(StructureDefinition definition)
    {
        var tree = TreeOf(definition);
        lock (_lock)
        {
            if (_byDefinition.TryGetValue(definition, out var known))
                return known;

            var compiled = tree is null
                ? null
                : ProfileCompiler.Compile(this, definition, tree, _byDefinition.Count);
            return _byDefinition[definition] = compiled;
        }
    }
}
