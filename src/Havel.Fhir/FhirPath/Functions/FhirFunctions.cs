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
        new("conformsTo", 1, 1, FunctionResult.Boolean, ConformsTo),
        new("elementDefinition", 0, 0, FunctionResult.Unknown, ElementDefinition),
        new("slice", 2, 2, FunctionResult.Input, Slice),
    ];

    private static void HasValue(in FunctionCall call) =>
        call.Answer(call.Input.Count == 1
            && (!call.Input[0].IsNode || call.Input[0].Node is { HasValue: true, Type.IsPrimitive: true }));

    private static void HtmlChecks(in FunctionCall call)
    {
        if (call.TryText(out var text))
            call.Answer(Narrative.IsAllowed(text));
    }

    /// <summary>A profile of which nothing is known is a fault rather than a wrong answer.</summary>
    private static void ConformsTo(in FunctionCall call)
    {
        if (!Operands.TrySingle(call.Input, out var item) || !FunctionCall.TryText(call.First, out var profile))
            return;
        if (item.IsNode && call.Frame.Context.ConformsTo?.Invoke(item.Node, profile) is { } answer)
        {
            call.Answer(answer);
            return;
        }

        var name = profile.StartsWith(CoreProfiles, StringComparison.Ordinal) ? profile[CoreProfiles.Length..] : null;
        if (!item.IsNode || name is null || item.Node.Table.Definitions.FindType(name) is not { } type)
            throw new EvaluationFault(IssueType.NotSupported, $"The profile {profile} is not known");

        call.Answer(item.Node.Type.Is(type));
    }

    private static void ElementDefinition(in FunctionCall call)
    {
        foreach (ref readonly var item in call.Input.Span)
        {
            if (item.IsNode && call.Frame.Context.ElementDefinition?.Invoke(item.Node) is { Exists: true } definition)
                call.Output.Add(FhirPathValue.Of(definition));
        }
    }

    private static void Slice(in FunctionCall call)
    {
        if (!FunctionCall.TryText(call.First, out var structure) || !FunctionCall.TryText(call.Second, out var name))
            return;

        foreach (ref readonly var item in call.Input.Span)
        {
            if (!item.IsNode)
                continue;

            var isOfSlice = call.Frame.Context.IsOfSlice?.Invoke(item.Node, structure, name)
                ?? throw new EvaluationFault(IssueType.NotSupported, $"The slice {name} of {structure} is not known");
            if (isOfSlice)
                call.Output.Add(item);
        }
    }
}
