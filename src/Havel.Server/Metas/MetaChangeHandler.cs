using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Server.Validation;
using Havel.Store.Reading;
using Havel.Store.Writing;

namespace Havel.Server.Metas;

/// <summary><c>$meta-add</c> and <c>$meta-delete</c> on a resource or on one of its versions. No version is made, as
/// the specification has it: a security label shall hold for the versions there are, and the guard of the version
/// changes in the same commit. Source: https://hl7.org/fhir/R4/resource-operation-meta-add.html.</summary>
internal static class MetaChangeHandler
{
    // The version can change between the look and the commit; after so many times somebody is fighting us.
    private const int MaxAttempts = 5;

    public static ValueTask<FhirResponse> Add(Asking asking) => Change(asking, adds: true);

    public static ValueTask<FhirResponse> Delete(Asking asking) => Change(asking, adds: false);

    private static async ValueTask<FhirResponse> Change(Asking asking, bool adds)
    {
        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        if (parameters.Find("meta") is not { Type: "Meta", Json.IsEmpty: false } given)
        {
            return Outcomes.Of(
                400, IssueType.Required, "Send a Parameters resource with a parameter meta that has a valueMeta.");
        }

        var (meta, faults) = Read(given.Json);
        if (faults.Any(fault => fault.IsError))
            return Outcomes.Refuse(faults) with { Status = 400 };

        for (var attempt = 0; attempt < MaxAttempts; attempt++)
        {
            var read = MetaHandler.Read(asking);
            if (read.Status != ReadStatus.Found)
                return read.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound;

            if (await Change(asking, read.Resource, meta, adds) is { } answer)
                return answer;
        }

        return Outcomes.Busy;
    }

    /// <summary>Null where the version has become another meanwhile.</summary>
    private static async ValueTask<FhirResponse?> Change(
        Asking asking, ResourceVersion version, Node meta, bool adds)
    {
        var (home, grant, request, stop) = asking;
        var table = ResourceParser.OfThread.Parse(version.Body).Table!;
        if (MetaChange.Apply(table, meta, adds) is not { } changed)
            return MetaAnswer.Of(version.Body);

        var reading = home.Inflow.Read(changed, version.Type);
        if (!reading.IsValid)
            return Outcomes.Refuse(reading.Issues);

        reading = WriteValidation.Judge(home, reading, grant.Caller);
        if (!reading.IsValid)
            return Outcomes.Refuse(reading.Issues) with { Status = 422 };

        var ready = home.Store.Preparation.Prepare(reading.Table, version.Id);
        var operation = WriteOperation.Relabel(grant, ready, (int)version.Version, version.Body);
        var commit = await home.Commit([operation], stop);
        var result = commit.Results[0];
        return result.Status switch
        {
            WriteStatus.Updated => MetaAnswer.Of(result.Body),
            WriteStatus.Stale => null,
            _ => WriteAnswer.Of(result, home.BaseUrl, request.Preferences.Return),
        };
    }

    /// <summary>Read as part of a resource, so that it is judged like any other meta.</summary>
    private static (Node Meta, IReadOnlyList<Issue> Issues) Read(ReadOnlyMemory<byte> meta)
    {
        byte[] body = [.. "{\"resourceType\":\"Basic\",\"code\":{\"text\":\"x\"},\"meta\":"u8, .. meta.Span, (byte)'}'];
        var parsed = ResourceParser.OfThread.Parse(body);
        return (parsed.Table?.Root.Child("meta") ?? default, parsed.Issues);
    }
}
