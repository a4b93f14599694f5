using Havel.Fhir.Definitions;
using Havel.Fhir.Issues;
using Havel.Fhir.Nodes;
using Havel.Fhir.Parsing;
using Havel.Fhir.Profiles;
using Havel.Server.Intake;
using Havel.Server.Interactions;
using Havel.Server.Operations;
using Havel.Server.Responses;
using Havel.Store.Reading;
using Access = Havel.Consent.Callers.Interaction;

namespace Havel.Server.Validation;

/// <summary><c>[type]/$validate</c> and <c>[type]/[id]/$validate</c>: whether a resource that was sent, or the stored
/// one, holds to R4's rules and to profiles, and whether a write of it would be admitted. The answer is an
/// OperationOutcome with 200 whatever it says; only a question that cannot be answered is refused. All that is read of
/// the store is read under the caller's right.
/// Source: https://hl7.org/fhir/R4/resource-operation-validate.html.</summary>
internal static class ValidateHandler
{
    private static readonly ParseOptions Tolerant = new() { KeepFaulty = true, AcceptsForeignReferences = true };

    public static ValueTask<FhirResponse> Answer(Asking asking) => new(Validate(asking));

    private static FhirResponse Validate(Asking asking)
    {
        if (!OperationBody.TryRead(asking.Request, out var parameters, out var refusal))
            return refusal;

        var (question, fault) = ValidateQuestion.Read(parameters);
        if (question is null)
            return Outcomes.Refuse(fault!) with { Status = 400 };

        var issues = new List<Issue>();
        var (access, needsStored) = question.Mode switch
        {
            ValidateMode.Create => (Access.Create, false),
            ValidateMode.Update => (Access.Update, false),
            ValidateMode.Delete => (Access.Delete, true),
            _ => (Access.Read, question.Resource.IsEmpty),
        };
        if (needsStored || question.Resource.IsEmpty)
        {
            if (ReadStored(asking, ref question) is { } missing)
                return missing;
        }
        else
        {
            CheckHead(asking, question, issues);
        }

        if (access != Access.Read && Admit(asking, access) is { } notAdmitted)
            issues.Add(notAdmitted);
        if (question.Mode != ValidateMode.Delete)
            issues.AddRange(Check(asking, question));

        return new FhirResponse(200) { Body = Outcomes.Body(WriteValidation.ErrorsFirst(issues)) };
    }

    /// <summary>Puts the stored resource in the question where none was sent.</summary>
    /// <returns>Why there is none; what a read would say.</returns>
    private static FhirResponse? ReadStored(Asking asking, ref ValidateQuestion question)
    {
        var route = asking.Request.Route;
        if (route.Id.Length == 0)
        {
            return Outcomes.Of(400, IssueType.Required,
                "There is nothing to validate: send a resource, or call the operation on a stored one.");
        }

        var read = asking.Home.Store.Read(asking.Grant, route.Type, route.Id);
        if (read.Status != ReadStatus.Found)
            return read.Status == ReadStatus.Gone ? Outcomes.Gone : Outcomes.NotFound;

        question = question with { Resource = read.Resource.Body };
        return null;
    }

    /// <summary>What a write to this place asks of type and id.</summary>
    private static void CheckHead(Asking asking, ValidateQuestion question, List<Issue> issues)
    {
        var route = asking.Request.Route;
        var head = ResourceHead.Read(question.Resource.Span);
        if (head.Type is not null && !string.Equals(head.Type, route.Type, StringComparison.Ordinal))
        {
            issues.Add(Issue.Error(
                IssueType.Invalid, $"The resource is a {head.Type}, but {route.Type} is asked for."));
        }

        if (question.Mode != ValidateMode.Update)
            return;

        if (route.Id.Length > 0 && UpdateHandler.CheckId(head.Id, route.Id) is { } wrong)
            issues.Add(wrong);
        else if (head.Id is null)
            issues.Add(Issue.Error(IssueType.Required, "An update needs a resource with an id.", route.Type + ".id"));
    }

    /// <summary>Whether the gate would admit the write; that looks at caller and type, never at data.</summary>
    private static Issue? Admit(Asking asking, Access access) =>
        asking.Home.Gate.Admit(asking.Grant.Caller, access, asking.Request.Route.Type)
            .TryGetGrant(out _, out var refusal)
            ? null
            : refusal.Issue;

    private static IReadOnlyList<Issue> Check(Asking asking, ValidateQuestion question)
    {
        var parsed = new ResourceParser(FhirDefinitions.R4, Tolerant).Parse(question.Resource);
        List<Issue> issues = [.. parsed.Issues];
        if ((parsed.Table ?? parsed.Faulty) is { } table)
            issues.AddRange(Find(asking, table, question.Profiles));

        return BodyPlaces.Locate(asking.Request, question.Resource, issues);
    }

    private static IEnumerable<Issue> Find(Asking asking, NodeTable table, IReadOnlyList<string> profiles)
    {
        var settings = ValidationSettings.Default with
        {
            Clock = asking.Home.Clock,
            Resolver = new GrantedTargets(asking.Home, asking.Grant.Caller).Find,
        };
        return asking.Home.Conformance.Current.Validator.Validate(table, profiles, settings).Select(each => each.Issue);
    }
}
