using System.Collections.Concurrent;
using Havel.Fhir.Issues;
using Havel.Fhir.Packages;

namespace Havel.Fhir.Profiles;

/// <summary>The StructureDefinitions of a catalogue, read when they are asked for and kept; a missing snapshot is
/// generated. Safe for many threads.</summary>
public sealed class ProfileLibrary(ConformanceCatalog catalog)
{
    private const string ResourceType = "StructureDefinition";

    private readonly ConcurrentDictionary<ConformanceResource, Entry> _entries = new();
    private readonly StructureDefinitionReader _reader = new();

    public ConformanceCatalog Catalog => catalog;

    /// <summary>The definition of that address (<c>url</c> or <c>url|version</c>) with its snapshot; null where it is
    /// not known. Its snapshot is null only where none was shipped and none can be made: <see cref="IssuesOf"/> says
    /// why.</summary>
    public StructureDefinition? Find(string canonical) =>
        EntryOf(canonical) is { } entry ? Complete(entry).Complete : null;

    /// <summary>What was found wrong while the definition was read and its snapshot generated; empty where it is not
    /// known.</summary>
    public IReadOnlyList<Issue> IssuesOf(string canonical) =>
        EntryOf(canonical) is { } entry ? Complete(entry).Issues : [];

    /// <summary>Makes a snapshot for a definition that need not be part of the library; one it already has is not
    /// looked at.</summary>
    public SnapshotResult Generate(StructureDefinition definition) => SnapshotGenerator.Generate(definition, FindRaw);

    /// <summary>Where a definition contradicts its base: widened cardinalities, types that the base does not have,
    /// unknown elements. A shipped snapshot is held against the base's, so that it is not believed blindly.</summary>
    public IReadOnlyList<Issue> Check(StructureDefinition definition) =>
        SnapshotGenerator.Check(definition, FindRaw);

    private Entry? EntryOf(string canonical)
    {
        if (catalog.Find(ResourceType, canonical) is not { } resource)
            return null;

        var entry = _entries.GetOrAdd(resource, Read);
        return entry.Raw is null ? null : entry;
    }

    private Entry Read(ConformanceResource resource)
    {
        if (resource.Parse() is not { } table)
            return new Entry(raw: null, []);

        var reading = _reader.ReadShared(table.Root);
        return new Entry(reading.Definition, reading.Issues);
    }

    /// <summary>Two threads may generate the same snapshot at once; both make the same, and no lock can wait for
    /// itself.</summary>
    private Entry Complete(Entry entry)
    {
        if (entry.Complete is not null || entry.Raw is not { } raw)
            return entry;

        var result = SnapshotGenerator.Generate(raw, FindRaw);
        entry.Issues = [.. entry.Issues, .. result.Issues];
        entry.Complete = raw with { Snapshot = result.Elements.Count == 0 ? null : result.Elements };
        return entry;
    }

    private StructureDefinition? FindRaw(string canonical) =>
        EntryOf(canonical) is { } entry ? entry.Complete ?? entry.Raw : null;

    private sealed class Entry(StructureDefinition? raw, IReadOnlyList<Issue> issues)
    {
        private volatile StructureDefinition? _complete = raw?.Snapshot is null ? null : raw;

        /// <summary>As it was read; null where it is unreadable.</summary>
        public StructureDefinition? Raw { get; } = raw;

        /// <summary>With its snapshot; null until that was asked for.</summary>
        public StructureDefinition? Complete
        {
            get => _complete;
            set => _complete = value;
        }

        /// <summary>What was found wrong so far; complete once <see cref="Complete"/> is set.</summary>
        public IReadOnlyList<Issue> Issues { get; set; } = issues;
    }
}
