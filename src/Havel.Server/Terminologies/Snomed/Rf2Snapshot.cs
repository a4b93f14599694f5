namespace Havel.Server.Terminologies.Snomed;

/// <summary>The snapshot files of RF2 packages by what they hold.</summary>
/// <param name="files">All files.</param>
internal sealed class Rf2Snapshot(SourceFiles files)
{
    public IReadOnlyList<SourceFile> Concepts { get; } = Of(files, "sct2_Concept_");

    /// <summary>The inferred relationships; the stated ones are another file.</summary>
    public IReadOnlyList<SourceFile> Relationships { get; } = Of(files, "sct2_Relationship_");

    public IReadOnlyList<SourceFile> ConcreteValues { get; } = Of(files, "sct2_RelationshipConcreteValues_");

    public IReadOnlyList<SourceFile> Descriptions { get; } = Of(files, "sct2_Description_");

    public IReadOnlyList<SourceFile> Definitions { get; } = Of(files, "sct2_TextDefinition_");

    public IReadOnlyList<SourceFile> Languages { get; } = Of(files, "der2_cRefset_Language");

    /// <summary>Simple reference sets: lists of concepts.</summary>
    public IReadOnlyList<SourceFile> Simple { get; } = Of(files, "der2_Refset_Simple");

    private static List<SourceFile> Of(SourceFiles files, string start) =>
    [
        .. files.Named(start, ".txt").Concat(files.Named("x" + start, ".txt"))
            .Where(file => file.BaseName.Contains("Snapshot", StringComparison.Ordinal)),
    ];
}
