using Havel.Fhir.Issues;
using Havel.Fhir.Profiles;
using Havel.Server.Evaluation;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Reading;

namespace Havel.Server.Conformance;

/// <summary><c>StructureDefinition/$snapshot</c> and <c>StructureDefinition/[id]/$snapshot</c>: a definition with its
/// snapshot generated anew. Source: https://hl7.org/fhir/R4/structuredefinition-operation-snapshot.html.</summary>
internal static class SnapshotHandler
{
    private const string ResourceType = "StructureDefinition";

    public static ValueTask<FhirResponse> Answer(Asking asking) => new(Generate(asking));

    private static FhirResponse Generate(Asking asking)
    {
        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var conformance = asking.Home.Conformance.Current;
        ReadOnlyMemory<byte> source;
        if (asking.Request.Route.Id.Length > 0)
        {
            var read = asking.Home.Store.Read(asking.Grant, ResourceType, asking.Request.Route.Id);
            if (read.Status != ReadStatus.Found)
                return read.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound;
            source = read.Resource.Body;
        }
        else if (parameters.Text("url") is { } url)
        {
            if (conformance.Catalog.Find(ResourceType, url) is not { } known)
                return Outcomes.Refuse(Issue.Error(IssueType.NotFound, $"No StructureDefinition {url} is known here."));
            source = known.Read();
        }
        else
        {
            source = parameters.Find("definition")?.Resource ?? parameters.Resource;
        }

        return source.IsEmpty ? Unasked() : Generate(conformance, source);
    }

    private static FhirResponse Unasked() => Outcomes.Refuse(Issue.Error(IssueType.Required,
        "$snapshot needs a StructureDefinition: by id in the address, or in a parameter url or definition."))
        with { Status = 400 };

    private static FhirResponse Generate(ConformanceSet conformance, ReadOnlyMemory<byte> source)
    {
        var (table, faults) = ReachableResources.Parse(source);
        if (table is null)
            return Outcomes.Refuse(faults) with { Status = 400 };

        var (definition, issues) = StructureDefinitionReader.Read(table.Root);
        if (definition is null)
            return Outcomes.Refuse(issues) with { Status = 400 };

        // R4's own definitions are kept without differentials: their snapshots are all there is.
        if (definition.Differential.Count == 0 && definition.Snapshot is not null)
            return new FhirResponse(200) { Body = source };

        var result = conformance.Profiles.Generate(definition);
        if (result.Issues.Any(issue => issue.IsError))
            return Outcomes.Refuse(result.Issues) with { Status = 422 };

        var parent = definition.BaseDefinition is { } canonical
            ? conformance.Catalog.Find(ResourceType, canonical)?.Parse() : null;
        return new FhirResponse(200)
        {
            Body = StructureDefinitionWriter.Write(table.Root, result.Elements, parent?.Root ?? default),
        };
    }
}
