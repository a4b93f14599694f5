using Havel.Fhir.Definitions;
using Havel.Fhir.FhirPath;
using Havel.Fhir.Profiles;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;

namespace Havel.Server.Evaluation;

/// <summary><c>[base]/$fhirpath</c>: an expression evaluated on a resource that the caller sends, or names. What it
/// reads of the store it reads under the caller's grant, so it shows nothing that a read would not.</summary>
internal static class FhirPathHandler
{
    public static ValueTask<FhirResponse> Answer(Asking asking) => new(Evaluate(asking));

    private static FhirResponse Evaluate(Asking asking)
    {
        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var (question, issue) = FhirPathQuestion.Read(parameters);
        if (question is null)
            return Outcomes.Refuse(issue!) with { Status = 400 };

        var resources = new ReachableResources(asking);
        var (focus, faults) = resources.Open(question);
        if (!focus.Exists)
            return question.Reference is null ? Outcomes.Refuse(faults) with { Status = 400 } : Outcomes.Refuse(faults);

        var type = question.Resource.IsEmpty && question.Reference is null ? null : focus.Type;
        var context = FhirPathCompiler.Compile(question.Context ?? "$this", type, FhirDefinitions.R4);
        if (context.Expression is null)
            return Outcomes.Refuse(context.Issues) with { Status = 400 };

        var expression = FhirPathCompiler.Compile(
            question.Expression, question.IsValidating ? context.Expression.ResultType : null, FhirDefinitions.R4);
        return expression.Expression is null
            ? Outcomes.Refuse(expression.Issues) with { Status = 400 }
            : Run(asking, question, new FhirPathRun(
                expression.Expression, context.Expression, focus, [.. faults, .. expression.Issues]), resources);
    }

    private static FhirResponse Run(
        Asking asking, FhirPathQuestion question, FhirPathRun run, ReachableResources resources)
    {
        var conformance = asking.Home.Conformance.Current;
        var settings = ValidationSettings.Default with
        {
            FollowDeclaredProfiles = false,
            Clock = asking.Home.Clock,
        };
        var surroundings = new EvaluationContext
        {
            Now = asking.Home.Clock.GetUtcNow(),
            Resolver = reference => resources.Find(reference, run.Focus),
            Terminology = conformance.Terminology,
            ConformsTo = (node, profile) => !node.Type.IsResource || conformance.Profiles.Find(profile) is null
                ? null
                : conformance.Validator.Validate(node, [profile], settings).All(found => !found.Issue.IsError),
        };
        if (FhirPathVariables.Bind(question.Variables, surroundings) is { } unbound)
            return Outcomes.Refuse(unbound) with { Status = 400 };

        return run.Answer(surroundings) is { } fault
            ? Outcomes.Refuse(fault) with { Status = 422 }
            : new FhirResponse(200) { Body = JsonBytes.Write(json => FhirPathAnswer.Write(json, question, run)) };
    }
}
