using System.Text.Json;
using Havel.Fhir.Issues;
using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.Checking;
using Havel.Fhir.Terminology.Membership;

namespace Havel.Fhir.Terminology.Answering;

/// <summary><c>$validate-code</c> on ValueSet and CodeSystem.
/// Sources: https://hl7.org/fhir/R4/valueset-operation-validate-code.html,
/// https://hl7.org/fhir/R4/codesystem-operation-validate-code.html.</summary>
internal static class CheckOperation
{
    public static TerminologyAnswer AnswerValueSet(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call)
    {
        TerminologyIssue? issue = null;
        var rules = RequestReading.Rules(parameters);
        if (ValueSetChoice.Find(engine, parameters, call, ref rules, out var scope, ref issue) is not { } definition)
            return AnswerJson.Refuse(issue!);
        if (ExpandOperation.MissingSupplement(scope!) is { } missing)
            return AnswerJson.Refuse(missing);

        var languages = RequestReading.Languages(
            parameters, definition.Parameters.GetValueOrDefault("displayLanguage"), call);
        if (ReadWish(parameters, ref issue) is not { } wish)
            return AnswerJson.Refuse(issue!);

        var members = scope!.Compile(definition, new CompileTrail());
        var checker = new CodeChecker(scope, members, wish with { Languages = languages });
        return Answer(checker, parameters, null);
    }

    public static TerminologyAnswer AnswerCodeSystem(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call)
    {
        TerminologyIssue? issue = null;
        var rules = RequestReading.Rules(parameters);
        var resources = RequestReading.Resources(parameters);
        var given = !call.Instance.IsEmpty ? call.Instance : parameters.Find("codeSystem")?.Resource ?? default;
        var url = parameters.Text("url");
        if (!given.IsEmpty)
        {
            if (ConformanceResource.From(given) is not { ResourceType: "CodeSystem" } system)
                return AnswerJson.Refuse(TerminologyIssue.Invalid("The code system cannot be read."));

            resources.Add(system);
            url = system.Canonical;
        }

        var scope = engine.Scope(rules, resources);
        if (ExpandOperation.MissingSupplement(scope) is { } missing)
            return AnswerJson.Refuse(missing);
        if (ReadWish(parameters, ref issue) is not { } wish)
            return AnswerJson.Refuse(issue!);

        var checker = new CodeChecker(
            scope, null, wish with { Languages = RequestReading.Languages(parameters, null, call) });
        return Answer(checker, parameters, url);
    }

    private static TerminologyAnswer Answer(CodeChecker checker, OperationParameters parameters, string? systemUrl)
    {
        TerminologyIssue? issue = null;
        if (CodeQuestion.Read(parameters, systemUrl, ref issue) is not { } question)
            return AnswerJson.Refuse(issue!);

        var result = checker.Check(question);
        return new TerminologyAnswer(200, AnswerJson.Write(json => Write(json, result, parameters)));
    }

    private static CheckWish? ReadWish(OperationParameters parameters, ref TerminologyIssue? issue)
    {
        var wish = new CheckWish
        {
            TakesAbstract = RequestReading.Bool(parameters, "abstract", ref issue) ?? true,
            InfersSystem = RequestReading.Bool(parameters, "inferSystem", ref issue) ?? false,
            IsActiveOnly = RequestReading.Bool(parameters, "activeOnly", ref issue) ?? false,
            IsLenientOnDisplay =
                (RequestReading.Bool(parameters, "lenient-display-validation", ref issue) ?? false)
                || parameters.Text("mode") is "lenient-display-validation",
            IsMembershipOnly = RequestReading.Bool(parameters, "valueset-membership-only", ref issue) ?? false,
        };
        return issue is null ? wish : null;
    }

    private static void Write(Utf8JsonWriter json, CheckResult result, OperationParameters parameters)
    {
        var writer = new ParametersWriter(json);
        writer.Start();
        writer.Add("result", result.IsValid);
        writer.Add("code", "Code", result.Code);
        if (parameters.Find("codeableConcept") is { Json.IsEmpty: false } concept)
            writer.AddRaw("codeableConcept", "CodeableConcept", concept.Json);

        writer.Add("system", "Uri", result.System);
        writer.Add("version", "String", result.Version);
        writer.Add("display", "String", result.Display);
        writer.Add("normalized-code", "Code", result.NormalizedCode);
        if (result.IsInactive)
            writer.Add("inactive", true);

        writer.Add("status", "Code", result.Status);
        foreach (var unknown in result.UnknownSystems)
            writer.Add("x-caused-by-unknown-system", "Canonical", unknown);

        // The message is for people; the issues are for programs. Both say the same.
        var faults = result.Issues.Where(issue => issue.Severity is not IssueSeverity.Information).ToList();
        if (faults.Count > 0)
            writer.Add("message", "String", string.Join("; ", faults.Select(issue => issue.Text).Distinct()));
        if (result.Issues.Count > 0)
            writer.AddOutcome("issues", result.Issues);

        writer.End();
    }
}
