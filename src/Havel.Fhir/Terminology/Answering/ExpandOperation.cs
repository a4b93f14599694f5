using Havel.Fhir.Operations;
using Havel.Fhir.Terminology.Expanding;
using Havel.Fhir.Terminology.Rules;
using Havel.Fhir.Terminology.ValueSets;

namespace Havel.Fhir.Terminology.Answering;

/// <summary><c>ValueSet/$expand</c>. Source: https://hl7.org/fhir/R4/valueset-operation-expand.html.</summary>
internal static class ExpandOperation
{
    public static TerminologyAnswer Answer(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call)
    {
        TerminologyIssue? issue = null;
        var rules = RequestReading.Rules(parameters);
        if (ValueSetChoice.Find(engine, parameters, call, ref rules, out var scope, ref issue) is not { } definition)
            return AnswerJson.Refuse(issue!);
        if (ReadView(parameters, definition, call, ref issue) is not { } view)
            return AnswerJson.Refuse(issue!);

        if (MissingSupplement(scope!) is { } missing)
            return AnswerJson.Refuse(missing);

        var question = new ExpandQuestion
        {
            Filter = parameters.Text("filter"),
            IsActiveOnly = view.IsActiveOnly is true,
            ExcludedSystems = [.. RequestReading.Texts(parameters, "exclude-system")],
            IsPaged = view.Count is not null,
        };
        var expansion = engine.Expand(scope!, definition, question);
        if (expansion.Fault is { } fault)
            return AnswerJson.Refuse(fault);

        return new TerminologyAnswer(200, ExpansionWriter.Write(definition, expansion, view));
    }

    /// <summary>A supplement that is asked for and not there.</summary>
    public static TerminologyIssue? MissingSupplement(TerminologyScope scope) =>
        scope.MissingSupplements().FirstOrDefault() is { } name
            ? TerminologyIssue.NotFound($"Required supplement not found: {name}", "VALUESET_SUPPLEMENT_MISSING")
            : null;

    private static ExpansionView? ReadView(
        OperationParameters parameters,
        ValueSetDefinition definition,
        TerminologyCall call,
        ref TerminologyIssue? issue)
    {
        if (parameters.Text("context") is not null || parameters.Text("contextDirection") is not null)
        {
            issue = TerminologyIssue.NotSupported(
                "Value sets are not found by context here: name the value set with url.");
            return null;
        }

        var view = new ExpansionView
        {
            Timestamp = call.Timestamp,
            IsFlat = call.IsFlat,
            Parameters = parameters,
            Offset = RequestReading.Number(parameters, "offset", ref issue),
            Count = RequestReading.Number(parameters, "count", ref issue),
            ExcludesNested = RequestReading.Bool(parameters, "excludeNested", ref issue),
            IsActiveOnly = RequestReading.Bool(parameters, "activeOnly", ref issue),
            HasDesignations = RequestReading.Bool(parameters, "includeDesignations", ref issue),
            HasDefinition = RequestReading.Bool(parameters, "includeDefinition", ref issue),
            Languages = RequestReading.Languages(
                parameters, definition.Parameters.GetValueOrDefault("displayLanguage"), call),
            DesignationTokens = [.. RequestReading.Texts(parameters, "designation")],
            Properties = [.. RequestReading.Texts(parameters, "property")],
        };
        return issue is null ? view : null;
    }
}
