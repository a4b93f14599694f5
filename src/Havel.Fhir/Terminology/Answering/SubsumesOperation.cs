using Havel.Fhir.Issues;
using Havel.Fhir.Operations;
using Havel.Fhir.Packages;
using Havel.Fhir.Terminology.CodeSystems;

namespace Havel.Fhir.Terminology.Answering;

/// <summary><c>CodeSystem/$subsumes</c>. Source:
/// https://hl7.org/fhir/R4/codesystem-operation-subsumes.html.</summary>
internal static class SubsumesOperation
{
    public static TerminologyAnswer Answer(
        TerminologyEngine engine, OperationParameters parameters, TerminologyCall call)
    {
        var resources = RequestReading.Resources(parameters);
        var system = parameters.Text("system");
        if (!call.Instance.IsEmpty && ConformanceResource.From(call.Instance) is { } instance)
        {
            resources.Add(instance);
            system = instance.Canonical;
        }

        var a = Read(parameters, "A", system);
        var b = Read(parameters, "B", system);
        if (a?.System is null || a.Code is null || b?.System is null || b.Code is null)
        {
            return AnswerJson.Refuse(TerminologyIssue.Invalid(
                "Name codeA and codeB with their system, or send codingA and codingB."));
        }

        if (!string.Equals(a.System, b.System, StringComparison.Ordinal))
        {
            return AnswerJson.Refuse(TerminologyIssue.Invalid(
                "Codes of two systems cannot be compared: both codings must name the same system."));
        }

        var scope = engine.Scope(RequestReading.Rules(parameters), resources);
        var lookup = scope.System(a.System, parameters.Text("version") ?? a.Version ?? b.Version);
        if (lookup.Fault is { } fault)
            return AnswerJson.Refuse(fault);

        var found = lookup.System!;
        foreach (var coding in (ConceptCoding[])[a, b])
        {
            if (!TerminologyEngine.Find(found, coding.Code!).Exists)
            {
                return AnswerJson.Refuse(new TerminologyIssue(
                    IssueSeverity.Error, IssueType.CodeInvalid, "invalid-code",
                    $"The code system {lookup.Canonical} has no code {coding.Code}."));
            }
        }

        var outcome = Compare(
            found, TerminologyEngine.Find(found, a.Code), TerminologyEngine.Find(found, b.Code));
        return new TerminologyAnswer(200, AnswerJson.Write(json =>
        {
            var writer = new ParametersWriter(json);
            writer.Start();
            writer.Add("outcome", "Code", outcome);
            writer.End();
        }));
    }

    private static string Compare(ICodeSystem system, Concept a, Concept b) =>
        a == b && (a.Text is null || string.Equals(a.Text, b.Text, StringComparison.Ordinal)) ? "equivalent"
        : system.IsAbove(a, b) ? "subsumes"
        : system.IsAbove(b, a) ? "subsumed-by"
        : "not-subsumed";

    private static ConceptCoding? Read(OperationParameters parameters, string side, string? system)
    {
        var (url, version, _) = Canonical.Parse(system ?? "");
        if (parameters.Text("code" + side) is { } code)
            return new ConceptCoding(url.Length == 0 ? null : url, code, version);

        return parameters.Find("coding" + side) is { } coding ? ConceptJson.Coding(coding.Json.Span) : null;
    }
}
