using Havel.Fhir.FhirPath.Evaluation;
using Havel.Fhir.Issues;

namespace Havel.Fhir.FhirPath.Functions;

/// <summary>What FHIR adds. Source: https://hl7.org/fhir/R4/fhirpath.html#functions.</summary>
internal static class FhirFunctions
{
    private const string CoreProfiles = "http://hl7.org/fhir/StructureDefinition/";

    public static readonly FunctionSpec[] All =
    [
        new("hasValue", 0, 0, FunctionResult.Boolean, HasValue),
        new("htmlChecks", 0, 0, FunctionResult.Boolean, HtmlChecks),
        new("memberOf", 1, 1, FunctionResult.Boolean, MemberOf),
        new("conformsTo", 1, 1, FunctionResult.Boolean, ConformsTo),
    ];

    private static void HasValue(in FunctionCall call) =>
        call.Answer(call.Input.Count == 1
            && (!call.Input[0].IsNode || call.Input[0].Node is { HasValue: true, Type.IsPrimitive: true }));

    private static void HtmlChecks(in FunctionCall call)
    {
        if (call.TryText(out var text))
            call.Answer(Narrative.IsAllowed(text));
    }

    private static void MemberOf(in FunctionCall call)
    {
        if (!Operands.TrySingle(call.Input, out var code) || !FunctionCall.TryText(call.First, out var valueSet))
            return;
        if (call.Frame.Context.MemberOf?.Invoke(code, valueSet) is { } answer)
            call.Answer(answer);
    }

    /// <summary>Knows the profiles that are the types themselves; any other is a fault rather than a wrong
    /// answer.</summary>
    private static void ConformsTo(in FunctionCall call)
    {
        if (!Operands.TrySingle(call.Input, out var item) || !FunctionCall.TryText(call.First, out var profile))
            return;

        var name = profile.StartsWith(CoreProfiles, StringComparison.Ordinal) ? profile[CoreProfiles.Length..] : null;
        if (!item.IsNode || name is null || item.Node.Table.Definitions.FindType(name) is not { } type)
            throw new EvaluationFault(IssueType.NotSupported, $"The profile {profile} is not known");

        call.Answer(item.Node.Type.Is(type));
    }
}
