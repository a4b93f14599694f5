using System.Text.Json.Nodes;
using Havel.Fhir.Definitions;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;

namespace Havel.Fhir.Patching;

/// <summary>FHIRPath Patch: a Parameters resource whose operations name elements by FHIRPath, in their order, all or
/// none. Source: https://hl7.org/fhir/R4/fhirpatch.html.</summary>
public static class FhirPathPatch
{
    /// <summary>Applies a patch.</summary>
    /// <param name="resource">A valid resource.</param>
    /// <param name="parameters">A valid Parameters resource.</param>
    public static PatchResult Apply(NodeTable resource, NodeTable parameters)
    {
        if (parameters.Root.Type.Name is not "Parameters")
            return PatchResult.Malformed("A FHIRPath Patch is a Parameters resource.");

        var patch = (JsonObject)JsonTree.Parse(parameters.Utf8)!;
        if (patch["parameter"] is not JsonArray operations)
            return PatchResult.Malformed("A FHIRPath Patch has at least one operation.");

        if (operations.Count > Limits.PatchOperations)
            return PatchResult.Malformed($"A patch may have {Limits.PatchOperations} operations here.");

        var table = resource;
        for (var i = 0; i < operations.Count; i++)
        {
            var doing = "unreadable";
            try
            {
                var operation = PatchOperation.Read((JsonObject)operations[i]!);
                doing = $"{operation.Type} {operation.Path}";
                table = Read(FhirPathPatchStep.Run(table, operation), table.Definitions);
            }
            catch (PatchFault fault)
            {
                return fault.At(i, doing);
            }
        }

        return PatchResult.Of(table.Utf8.ToArray());
    }

    // Between two operations a resource may lack what the next one brings; only the whole patch is judged.
    private static NodeTable Read(byte[] utf8, FhirDefinitions definitions)
    {
        var parsed = new ResourceParser(definitions, ParseOptions.Default with { KeepFaulty = true }).Parse(utf8);
        return parsed.Table ?? parsed.Faulty
            ?? throw PatchFault.NotApplicable(
                "what it leaves can no longer be read: " + parsed.Issues[0].Message);
    }
}
