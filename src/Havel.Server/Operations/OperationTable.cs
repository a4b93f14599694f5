using System.Collections.Frozen;
using Havel.Server.Conformance;
using Havel.Server.Documents;
using Havel.Server.Erasing;
using Havel.Server.Evaluation;
using Havel.Server.Metas;
using Havel.Server.Records;
using Havel.Server.Reindexing;
using Havel.Server.Statistics;
using Havel.Server.Terms;
using Havel.Server.Validation;
using Access = Havel.Consent.Callers.Interaction;

namespace Havel.Server.Operations;

/// <summary>All operations there are. What has no line here does not exist; every line has its probes in the two-world
/// suite, which a test holds.</summary>
internal static class OperationTable
{
    /// <summary>Every line; one name may have several, for different types.</summary>
    public static IReadOnlyList<Operation> All { get; } =
    [
        new("$fhirpath", OperationLevels.System, FhirPathHandler.Answer)
        {
            Definition = "http://fhirpath-lab.org/OperationDefinition/fhirpath",
        },
        new("$load-package", OperationLevels.System, PackageOperations.Load)
        {
            AffectsState = true,
            Access = Access.Update,
            Definition = OwnOperations.Mark + "load-package",
            Summary = "Loads a FHIR package and keeps it. For the deployment alone.",
            Inputs = [new("package", "base64Binary", "The archive, .tgz; it can also be the body itself.")],
        },
        new("$unload-package", OperationLevels.System, PackageOperations.Unload)
        {
            AffectsState = true,
            Access = Access.Update,
            Definition = OwnOperations.Mark + "unload-package",
            Summary = "Takes a package out of force and forgets it. For the deployment alone.",
            Inputs = [new("package", "string", "Name and version: name#version.") { IsRequired = true }],
        },
        new("$lastn", OperationLevels.Type, LastObservationsHandler.Answer)
        {
            Types = ["Observation"],
            Definition = "http://hl7.org/fhir/OperationDefinition/Observation-lastn",
        },
        new("$document", OperationLevels.Type | OperationLevels.Instance, DocumentHandler.Answer)
        {
            Types = ["Composition"],
            Definition = "http://hl7.org/fhir/OperationDefinition/Composition-document",
        },
        new("$meta", OperationLevels.System | OperationLevels.Type | OperationLevels.Instance, MetaHandler.Answer)
        {
            OnVersions = true,
            Definition = "http://hl7.org/fhir/OperationDefinition/Resource-meta",
        },
        ChangesMeta("add", MetaChangeHandler.Add),
        ChangesMeta("delete", MetaChangeHandler.Delete),
        new("$everything", OperationLevels.Type | OperationLevels.Instance, EverythingHandler.Answer)
        {
            Types = ["Patient"],
            Definition = "http://hl7.org/fhir/OperationDefinition/Patient-everything",
        },
        new("$everything", OperationLevels.Instance, EverythingHandler.Answer)
        {
            Types = ["Encounter"],
            Definition = "http://hl7.org/fhir/OperationDefinition/Encounter-everything",
        },
        new("$expunge", OperationLevels.Instance, EraseHandler.Answer)
        {
            AffectsState = true,
            OnVersions = true,
            Access = Access.Delete,
            Definition = OwnOperations.Mark + "expunge",
            Summary = "Erases a resource, its older versions, one version, or all of a patient, with all traces; for "
                + "the deployment alone. What is erased cannot be brought back.",
            Inputs = [new("scope", "code", EraseHandler.Scopes)],
            Output = "Parameters",
        },
        new("$stats", OperationLevels.System, StatisticsHandler.Answer)
        {
            Definition = OwnOperations.Mark + "stats",
            Summary = "What the store holds: resources, versions, bytes of tables and indexes. For the deployment "
                + "alone.",
            Inputs = [new("rows", "boolean", "Whether index rows are counted too, by the parameters they are for.")],
            Output = "Parameters",
        },
        new("$reindex", OperationLevels.System | OperationLevels.Type, ReindexHandler.Answer)
        {
            AffectsState = true,
            IsResumable = true,
            Access = Access.Update,
            Definition = OwnOperations.Mark + "reindex",
            Summary = "Derives index rows again from the resources, while the store is used: puts what is missing, "
                + "removes what belongs to nothing. For the deployment alone; it takes long, so ask for it with "
                + "Prefer: respond-async.",
            Inputs = [new("parameter", "string", "One search parameter; without it all.")],
            Output = "Parameters",
        },
        new("$index-status", OperationLevels.System, IndexStatusHandler.Answer)
        {
            Definition = OwnOperations.Mark + "index-status",
            Summary = "The custom search parameters, and how far resources are indexed for them.",
            Output = "Parameters",
        },
        new("$snapshot", OperationLevels.Type | OperationLevels.Instance, SnapshotHandler.Answer)
        {
            Types = ["StructureDefinition"],
            Definition = "http://hl7.org/fhir/OperationDefinition/StructureDefinition-snapshot",
        },
        new("$validate", OperationLevels.Type | OperationLevels.Instance, ValidateHandler.Answer)
        {
            Definition = "http://hl7.org/fhir/OperationDefinition/Resource-validate",
        },
        new("$packages", OperationLevels.System, PackageOperations.List)
        {
            Definition = OwnOperations.Mark + "packages",
            Summary = "The packages in force.",
            Output = "Parameters",
        },
        OfTerminology("$expand", "ValueSet", TerminologyHandler.Expand),
        OfTerminology("$validate-code", "ValueSet", TerminologyHandler.ValidateInValueSet),
        OfTerminology("$validate-code", "CodeSystem", TerminologyHandler.ValidateInCodeSystem),
        OfTerminology("$lookup", "CodeSystem", TerminologyHandler.Lookup) with { Levels = OperationLevels.Type },
        OfTerminology("$subsumes", "CodeSystem", TerminologyHandler.Subsumes),
        OfTerminology("$translate", "ConceptMap", TerminologyHandler.Translate),
    ];

    private static readonly FrozenDictionary<string, Operation[]>.AlternateLookup<ReadOnlySpan<char>> ByName =
        All.GroupBy(operation => operation.Name, StringComparer.Ordinal)
            .ToFrozenDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The operation of that name at that place, or null.</summary>
    /// <param name="name">With its dollar sign.</param>
    /// <param name="level">Where it is called.</param>
    /// <param name="type">The type, at type and instance level; else null.</param>
    public static Operation? Find(ReadOnlySpan<char> name, OperationLevels level, string? type)
    {
        if (!ByName.TryGetValue(name, out var named))
            return null;

        foreach (var operation in named)
        {
            if (operation.IsAt(level, type))
                return operation;
        }

        return null;
    }

    private static Operation ChangesMeta(string how, OperationHandler answer) =>
        new("$meta-" + how, OperationLevels.Instance, answer)
        {
            AffectsState = true,
            OnVersions = true,
            Access = Access.Update,
            Definition = "http://hl7.org/fhir/OperationDefinition/Resource-meta-" + how,
        };

    private static Operation OfTerminology(string name, string type, OperationHandler answer) =>
        new(name, OperationLevels.Type | OperationLevels.Instance, answer)
        {
            Types = [type],
            Definition = $"http://hl7.org/fhir/OperationDefinition/{type}-{name[1..]}",
        };
}
