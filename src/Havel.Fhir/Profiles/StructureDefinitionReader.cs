using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Profiles.Reading;

namespace Havel.Fhir.Profiles;

/// <summary>Reads StructureDefinitions into the model. Equal texts, types, constraints and bindings are shared between
/// everything one reader has read, so one reader should serve a whole library. Safe for many threads.</summary>
public sealed class StructureDefinitionReader
{
    private readonly ModelPool _pool = new();
    private readonly Lock _lock = new();

    /// <summary>Reads with a reader of its own, sharing nothing.</summary>
    public static StructureDefinitionReading Read(Node resource) =>
        new StructureDefinitionReader().ReadShared(resource);

    /// <summary>Reads one resource; whatever is wrong with it comes back as issues.</summary>
    /// <param name="resource">A StructureDefinition; the model keeps nothing of its table.</param>
    public StructureDefinitionReading ReadShared(Node resource)
    {
        if (!resource.Exists || !string.Equals(resource.Type.Name, "StructureDefinition", StringComparison.Ordinal))
        {
            var issue = Issue.Error(IssueType.Invalid, "The resource is not a StructureDefinition.");
            return new StructureDefinitionReading(Definition: null, [issue]);
        }

        lock (_lock)
            return new DefinitionHeadReader(_pool).Read(resource);
    }
}
