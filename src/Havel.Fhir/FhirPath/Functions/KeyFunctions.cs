using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.FhirPath.Values;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>The keys that join the tables of views: a resource's id, and the id in a reference to it. Source:
/// https://build.fhir.org/ig/FHIR/sql-on-fhir-v2/StructureDefinition-ViewDefinition.html#getresourcekey--keytype.
/// </summary>
internal static class KeyFunctions
{
    public static readonly FunctionSpec[] All =
    [
        new("getResourceKey", 0, 0, FunctionResult.String, ResourceKey),
        new("getReferenceKey", 0, 1, FunctionResult.String, ReferenceKey),
    ];

    private static void ResourceKey(in FunctionCall call)
    {
        foreach (ref readonly var item in call.Input.Span)
        {
            if (!item.IsNode || !item.Node.Type.IsResource)
                throw new EvaluationFault(IssueType.Processing, $"{ValueOrder.Describe(item)} is no resource");
            if (item.Node.TextOf("id") is { } id)
                call.Answer(id);
        }
    }

    /// <summary>The argument is the name of a resource type, which the compiler hands over as a text; references to
    /// other types have no key then.</summary>
    private static void ReferenceKey(in FunctionCall call)
    {
        var isTyped = FunctionCall.TryText(call.First, out var wanted);
        foreach (ref readonly var item in call.Input.Span)
        {
            if (!item.IsNode || item.Node.Type.Name != "Reference")
                throw new EvaluationFault(IssueType.Processing, $"{ValueOrder.Describe(item)} is no Reference");

            var reference = item.Node.Child("reference");
            if (reference.Exists && reference.HasValue && KeyOf(reference.Text(), isTyped ? wanted : null,
                item.Node.Table.Definitions) is { } key)
            {
                call.Answer(key);
            }
        }
    }

    private static string? KeyOf(string reference, string? wanted, FhirDefinitions definitions)
    {
        var history = reference.IndexOf("/_history/", StringComparison.Ordinal);
        var address = history < 0 ? reference : reference[..history];
        var slash = address.LastIndexOf('/');
        if (slash <= 0)
            return null;

        var type = address[(address.LastIndexOf('/', slash - 1) + 1)..slash];
        if (definitions.FindType(type) is not { IsResource: true } || (wanted is not null && wanted != type))
            return null;

        return address[(slash + 1)..];
    }
}
