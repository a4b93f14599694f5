using System.Text.Json;
using System.Text.Json.Nodes;
using Havel.Fhir.Issues;

namespace Havel.Fhir.Patching;

/// <summary>JSON Patch: operations on the JSON form, in their order, all or none. Source: RFC 6902.</summary>
public static class JsonPatch
{
    /// <summary>The media type of such a patch. Source: RFC 6902, section 6.</summary>
    public const string MediaType = "application/json-patch+json";

    /// <summary>Applies a patch.</summary>
    /// <param name="document">Any JSON.</param>
    /// <param name="patch">The list of operations, UTF-8.</param>
    public static PatchResult Apply(ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> patch) =>
        Apply(document, patch, prunes: false);

    /// <summary>Applies a patch to a resource: what a removal leaves empty goes too, since FHIR knows no empty
    /// lists.</summary>
    public static PatchResult ApplyToResource(ReadOnlyMemory<byte> resource, ReadOnlyMemory<byte> patch) =>
        Apply(resource, patch, prunes: true);

    private static PatchResult Apply(ReadOnlyMemory<byte> document, ReadOnlyMemory<byte> patch, bool prunes)
    {
        JsonNode? operations;
        try
        {
            operations = JsonTree.Parse(patch);
        }
        catch (JsonException)
        {
            return PatchResult.Malformed("The patch is no well-formed JSON, or names a member of an object twice.");
        }

        if (operations is not JsonArray list)
            return PatchResult.Malformed("A JSON Patch is a list of operations.");

        return list.Count > Limits.PatchOperations
            ? PatchResult.Malformed($"A patch may have {Limits.PatchOperations} operations here.")
            : Run(new JsonPatchRun(JsonTree.Parse(document)), list, prunes);
    }

    private static PatchResult Run(JsonPatchRun run, JsonArray operations, bool prunes)
    {
        for (var i = 0; i < operations.Count; i++)
        {
            try
            {
                run.Apply(operations[i]);
            }
            catch (PatchFault fault)
            {
                return fault.At(i, run.Doing);
            }
        }

        if (prunes)
            JsonTree.Prune(run.Root);

        return run.Root is null && prunes
            ? PatchResult.Failed(Issue.Error(IssueType.BusinessRule, "The patch leaves nothing of the resource."))
            : PatchResult.Of(JsonTree.Write(run.Root));
    }
}
