using System.Runtime.CompilerServices;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.CodeSystems;
using Havel.Fhir.Terminology.ConceptMaps;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology;

/// <summary>What resources were compiled to, as long as the resources live: a catalogue that shares them with the one
/// before shares this too.</summary>
internal static class CompiledResources
{
    private static readonly ConditionalWeakTable<ConformanceResource, Compiled> Table = [];

    public static CodeSystemTable? System(ConformanceResource resource) =>
        (CodeSystemTable?)Of(resource, () => CodeSystemReader.Read(resource.Read()));

    public static ValueSetDefinition? ValueSet(ConformanceResource resource) =>
        (ValueSetDefinition?)Of(resource, () => ValueSetReader.Read(resource.Read));

    public static ConceptMapDefinition? MapOf(ConformanceResource resource) =>
        (ConceptMapDefinition?)Of(resource, () => ConceptMapReader.Read(resource.Read()));

    private static object? Of(ConformanceResource resource, Func<object?> read) =>
        Table.GetValue(resource, _ => new Compiled(new Lazy<object?>(read))).Value.Value;

    private sealed record Compiled(Lazy<object?> Value);
}
